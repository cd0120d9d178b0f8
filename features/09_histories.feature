Feature: Histories that go wrong

  Most tenants do not meet the article on a quiet day. A token has expired, a
  profile is full, a name was given to somebody else. What happens then, and
  what is left afterwards.

  @F01 @A10
  Rule: A SCIM token works for 365 days

    Background:
      Given Sam is in Okta

    Example: On day 365 the import still works
      When time advances by 365 days
      And the users are imported from Okta
      Then Sam has 1 inSync account

    Example: On day 366 nobody is provisioned
      When time advances by 366 days
      And the users are imported from Okta
      Then Sam has 0 inSync accounts
      And an Okta task says "Unauthorized"

    Example: A new token and a retry provision whoever was missed
      Given time advanced by 366 days
      And the users were sent from Okta in vain
      When the inSync admin creates a new token and gives it to Okta
      And the Okta admin retries every task
      Then Sam has 1 inSync account

    Example: A new token ends the one before
      When the inSync admin creates a new token and keeps it
      And the users are imported from Okta
      Then Sam has 0 inSync accounts

  @F04 @A11
  Rule: A full profile takes nobody in

    Example: The third user does not fit
      Given the default profile takes 2 users
      And Sam, Ada and Lia are in Okta
      When the users are imported from Okta
      Then Lia has 0 inSync accounts
      And an Okta task says "profile"
      When the inSync admin lets the default profile take 3 users
      And the Okta admin retries every task
      Then Lia has 1 inSync account

  @F05 @A11
  Rule: A SCIM mapping takes in whom its filter names, letter for letter

    Background:
      Given the Druva app sends the department as well
      And SCIM mappings take in users whose department is "Sales"

    Example: The department is spelled as the filter has it
      Given Sam of the department "Sales" is in Okta
      When the users are imported from Okta
      Then Sam has 1 inSync account

    Example: The department is spelled in another case
      Given Sam of the department "sales" is in Okta
      When the users are imported from Okta
      Then Sam has 0 inSync accounts
      And an Okta task says "mapping"

  @F03
  Rule: What an administrator preserved, Okta cannot bring back

    Example: Sam stays preserved
      Given Sam is in Okta
      And the users were imported from Okta
      When the inSync admin preserves the account of Sam
      And the Okta admin unassigns the Druva app from Sam
      And the Okta admin assigns the Druva app to Sam
      Then the account of Sam is preserved by the administrator

  @F06
  Rule: An answer of too many requests is waited for

    Example: The import goes on when the time is over
      Given Sam is in Okta
      And inSync asks Okta to wait 120 seconds, once
      When the users are imported from Okta
      Then Sam has 0 inSync accounts
      When time advances by 119 seconds
      Then Sam has 0 inSync accounts
      When time advances by 1 second
      Then Sam has 1 inSync account

  @F08 @A4
  Rule: AD Attribute does not serve shared mailboxes

    Example: A shared mailbox has no UPN that Okta could send
      Given Microsoft 365 has the shared mailbox "sales@corp.example"
      And inSync holds the shared mailbox "sales@corp.example"
      When inSync backs up the shared mailbox "sales@corp.example"
      Then the backup succeeds
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up the shared mailbox "sales@corp.example"
      Then the backup fails with EUSERNOTFOUND
      And inSync has presented nothing to Microsoft 365

  @F17
  Rule: An address given to somebody else opens somebody else's mailbox

    Example: The newest snapshot holds the mail of the new owner
      Given Sam is in Okta and in Microsoft 365
      And the users were imported from Okta
      And the Exchange Online of Sam was backed up
      When Max takes the UPN of Sam, renamed "samuel@corp.example"
      And inSync backs up the Exchange Online of Sam
      Then the backup succeeds
      And the latest snapshot of Sam holds the mail of Max
      And the first snapshot of Sam holds the mail of Sam

  @F07
  Rule: Microsoft 365 keeps a deleted user for 30 days

    Scenario Outline: <days> days after the deletion
      Given Ada is in Okta and in Microsoft 365
      And the users were imported from Okta
      When Microsoft 365 deletes Ada
      And inSync backs up the Exchange Online of Ada
      Then the backup fails with EUSERNOTFOUND
      When time advances by <days> days
      Then Microsoft 365 can restore Ada: <answer>

      Examples:
        | days | answer |
        | 29   | yes    |
        | 31   | no     |

  @F13
  Rule: An attribute without external namespace is never sent

    Example: The mapping is right and nothing arrives
      Given Sam is in Okta
      And the userPrincipalName attribute was added with External namespace ""
      And the Druva app maps "user.login" to "userPrincipalName"
      When the users are imported from Okta
      Then the AD attribute of Sam is empty
