Feature: What a restore needs

  A preserved user is activated before a restore, and not every snapshot is there
  for ever. What else is checked, what is overwritten and how a restore that did
  only a part is reported is assumed.

  @A44
  Rule: A preserved account is activated before it is restored

    Background:
      Given Ada and Lia are in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And the Exchange Online of Ada was backed up

    @F57
    Example: The mail of Ada is restored once her account is active
      When the inSync admin preserves the account of Ada
      And inSync restores the Exchange Online of Ada to Lia
      Then no restore is started because "the account is preserved"
      When the inSync admin brings back the account of Ada
      And inSync restores the Exchange Online of Ada to Lia
      Then the restore succeeds
      And the mailbox of Lia holds a new folder with what was backed up before

    Example: If the assumption is wrong: what is preserved is restored as it is
      Given assumption A44 is read as "it is restored as it is"
      When the inSync admin preserves the account of Ada
      And inSync restores the Exchange Online of Ada to Lia
      Then the restore succeeds

  @A44
  Rule: Nothing else of the two accounts keeps a restore from starting

    Background:
      Given inSync has 1 license
      And Ada and Lia are in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And the Exchange Online of Ada was backed up

    Scenario Outline: Lia receives the mail of Ada although <although>
      When the inSync admin <deed>
      And inSync restores the Exchange Online of Ada to Lia
      Then the restore succeeds
      And the mailbox of Lia holds a new folder with what was backed up before

      Examples:
        | although                  | deed                                             |
        | Lia is preserved          | preserves the account of Lia                     |
        | the profile leaves it out | lets the profile "Default" protect OneDrive only |

    Example: Lia, who has no license, receives the mail of Ada
      When inSync restores the Exchange Online of Ada to Lia
      Then the account of Lia is unlicensed
      And the restore succeeds

  @A42
  Rule: A OneDrive that is not found fails a restore with the code of a backup

    Example: The inSync email ID is no UPN any more
      Given Lia is in Microsoft 365
      And inSync holds Lia as "lia@corp.example"
      And the OneDrive of Lia was backed up
      And the inSync email ID of Lia was changed to "lia.lund@corp.example"
      When inSync restores the OneDrive of Lia
      Then the restore fails with EUSERNOTFOUND

  @A1 @A43
  Rule: A mailbox restore that has nothing to present fails without a code

    Example: The restore follows the setting and there is no AD attribute
      Given assumption A1 is read as "the setting"
      And Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the Exchange Online of Ada was backed up
      And inSync accesses user accounts using "AD Attribute"
      When inSync restores the Exchange Online of Ada
      Then the restore fails without a code
      And inSync has presented nothing to Microsoft 365

  @A46
  Rule: In place, a file that has other bytes by now is overwritten

    Example: The file comes back as it was
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the OneDrive of Ada was backed up
      And the file "Plans of Ada.txt" of Ada was changed
      When inSync restores the OneDrive of Ada
      Then the restore succeeds
      And the restore wrote 1 item
      And the OneDrive of Ada holds what was backed up before

  @A45
  Rule: A restore that wrote only part has failed, and says how much it wrote

    Example: One of two files is refused
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the OneDrive of Ada was backed up
      And the OneDrive of Ada was emptied
      And the file "Plans of Ada.txt" of Ada cannot be written once
      When inSync restores the OneDrive of Ada
      Then the restore fails without a code
      And the restore wrote 1 item

  @A47 @A53
  Rule: Restored mail is mail, and no draft

    Example: An emptied mailbox is filled again
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the Exchange Online of Ada was backed up
      And the mailbox of Ada was emptied
      When inSync restores the Exchange Online of Ada
      Then the restore succeeds
      And no message of Ada is a draft
