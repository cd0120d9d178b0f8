Feature: Who is created in inSync, and with which profile

  SCIM mappings and profiles decide whether inSync creates an account for a
  user, and what that account is backed up with.

  @A27
  Rule: Without a SCIM mapping inSync creates nobody

    Background:
      Given inSync has no SCIM mapping
      And Sam is in Okta

    @F59
    Example: Sam is refused until an admin adds a SCIM mapping
      When the users are imported from Okta
      Then Sam has 0 inSync accounts
      And an Okta task says "None of the SCIM Mapping matched to create user"
      When the inSync admin adds a SCIM mapping that allows any user
      And the Okta admin retries every task
      Then Sam has the profile "Default" and the storage "Default"

    Example: If the assumption is wrong: a new tenant creates everyone
      Given assumption A27 is read as "everyone is created"
      When the users are imported from Okta
      Then Sam has the profile "Default" and the storage "Default"

  @F60
  Rule: A user without displayName is refused as if no SCIM mapping fitted

    Example: Okta's mapping has no value for displayName
      Given Sam is in Okta
      And the Druva app maps "user.nickName" to "displayName"
      When the users are imported from Okta
      Then Sam has 0 inSync accounts
      And an Okta task says "None of the SCIM Mapping matched to create user"

    @A11
    Example: Another identity provider leaves displayName out
      When an identity provider posts this user:
        """
        {"userName": "sam@corp.example", "name": {"givenName": "Sam", "familyName": "Soto"}}
        """
      Then inSync answers 400
      And inSync holds 0 accounts

  @A28
  Rule: A SCIM mapping decides when an account is created, and never again

    Background:
      Given the Druva app sends the department as well
      And Sam of the department "Sales" is in Okta
      And the users were imported from Okta
      And the profile "Mail only" protects Exchange Online only
      And users whose department is "Sales" get the profile "Mail only"

    Example: Sam keeps the profile that he came with
      When the users are imported from Okta
      Then Sam has the profile "Default" and the storage "Default"

    @F05
    Scenario Outline: Lia comes later and is of <whose>
      Given Lia of the department "<department>" is in Okta
      When the users are imported from Okta
      Then Lia has the profile "<profile>" and the storage "Default"

      Examples:
        | whose                         | department | profile   |
        | the department of the mapping | Sales      | Mail only |
        | one that differs in case      | sales      | Default   |

  @F04 @A11
  Rule: A profile with its maximum of users accepts nobody else

    Example: Lia is the third, and the profile takes two
      Given the default profile takes 2 users
      And Sam, Ada and Lia are in Okta
      When the users are imported from Okta
      Then Lia has 0 inSync accounts
      And an Okta task says "The profile has reached its maximum number of users"
      When the inSync admin lets the default profile take 3 users
      And the Okta admin retries every task
      Then Lia has 1 inSync account

  @F05
  Rule: The filter of a SCIM mapping is case-sensitive

    Background:
      Given the Druva app sends the department as well
      And SCIM mappings take in users whose department is "Sales"

    Example: The department is spelled as the filter has it
      Given Sam of the department "Sales" is in Okta
      When the users are imported from Okta
      Then Sam has 1 inSync account

    @F59 @A11
    Example: The department is spelled in another case
      Given Sam of the department "sales" is in Okta
      When the users are imported from Okta
      Then Sam has 0 inSync accounts
      And an Okta task says "None of the SCIM Mapping matched to create user"

  @A31
  Rule: The maximum of a profile counts active accounts only

    Example: A preserved account makes room
      Given the default profile takes 1 user
      And Sam and Lia are in Okta
      And the users were sent from Okta in vain
      When the inSync admin preserves the account of Sam
      And the Okta admin retries every task
      Then Lia has 1 inSync account

  @F31 @A30
  Rule: A user who is sent as inactive is created as active

    Example: The identity provider had disabled Sam before
      When an identity provider posts this user:
        """
        {"userName": "sam@corp.example", "displayName": "Sam Soto", "active": false}
        """
      Then inSync answers 201
      And the account of Sam is active
