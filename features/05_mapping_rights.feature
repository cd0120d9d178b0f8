Feature: What else decides what a mapping does

  The display name is left as it is. Each step needs a role in Okta. A name that
  the app brings itself stops the connection later.

  @R13
  Rule: The display name mapping stays as it was

    Background:
      Given Sam is in Okta
      And the Druva app maps both UPN and email
      And the users were imported from Okta

    Example: Left alone, it goes on carrying a changed name
      When the Okta admin changes the last name of Sam to "Sol"
      Then inSync holds these accounts:
        | person | display name |
        | Sam    | Sam Sol      |

    @A12
    Example: Mapped to an empty attribute, it leaves the old name for good
      When the Okta admin maps "user.nickName" to "displayName"
      And the users are imported from Okta
      And the Okta admin changes the last name of Sam to "Sol"
      Then inSync holds these accounts:
        | person | display name |
        | Sam    | Sam Soto     |

    Example: Mapped to the email, it shows an address where the name was
      When the Okta admin maps "user.email" to "displayName"
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | display name          |
        | Sam    | sam.soto@corp.example |

  @A64
  Rule: Mapped to userName is the attribute that holds the SMTP address, whatever its name

    Background:
      Given Sam is in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And inSync accesses user accounts using "AD Attribute"

    @R03
    Scenario Outline: With the SMTP address in secondEmail, mapped from <source> the restore <ends>
      When the Okta admin changes the email of Sam to "soto@mail.example"
      And the Okta admin changes the second email of Sam to "sam.soto@corp.example"
      And the Okta admin maps "<source>" to "userName"
      And the users are imported from Okta
      And inSync backs up the Exchange Online of Sam
      Then the backup succeeds
      When inSync restores the Exchange Online of Sam
      Then the restore <ends>

      Examples:
        | source           | ends                 |
        | user.secondEmail | succeeds             |
        | user.email       | fails without a code |

  @F49
  Rule: The steps in Okta need the right role

    Background:
      Given Sam and Ada are in Okta
      And the users were imported from Okta

    Example: An app administrator does the article's steps
      Given the Okta admin is an app administrator
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then the AD attribute of Ada is "ada@corp.example"

    Scenario Outline: <who> saves no mapping
      Given the Okta admin is <role>
      When the Okta admin maps "user.email" to "userName"
      Then Okta refuses and says "You do not have permission to perform the requested action"
      When the users are imported from Okta
      Then the inSync email ID of Sam is "sam@corp.example"

      Examples:
        | who                           | role                          |
        | An organization administrator | an organization administrator |
        | A read-only administrator     | a read-only administrator     |

    Example: An app administrator deactivates nobody
      Given the Okta admin is an app administrator
      When the Okta admin deactivates Sam
      Then Okta refuses and says "You do not have permission to perform the requested action"
      And the account of Sam is active

    @F01
    Example: An app administrator gives Okta the new token, and somebody else retries the tasks
      Given Lia is in Okta
      When the inSync admin creates a new token and keeps it
      And the Okta admin assigns the Druva app to Lia
      Then an Okta task says "Unauthorized"
      When the Okta admin is an app administrator
      And the inSync admin creates a new token and gives it to Okta
      And the Okta admin retries every task
      Then Okta refuses and says "You do not have permission to perform the requested action"
      And Lia has 0 inSync accounts
      When the Okta admin is a super administrator
      And the Okta admin retries every task
      Then Lia has 1 inSync account

  @F51
  Rule: An attribute of the app's own names, made too early, stops the connection

    Example: The attribute is deleted, and the connection is tested again
      Given Sam is in Okta
      When the Okta admin adds the Druva app anew
      And the Okta admin adds this attribute to the Druva app:
        | field              | value                                      |
        | Display Name       | Mail                                       |
        | Variable Name      | email                                      |
        | External Name      | mail                                       |
        | External namespace | urn:ietf:params:scim:schemas:core:2.0:User |
      And the inSync admin creates a new token and gives it to Okta
      Then Okta refuses and says "Profile property in Okta managed template has conflicts with custom property."
      When the Okta admin deletes the attribute "email"
      And the inSync admin creates a new token and gives it to Okta
      And the users are imported from Okta
      Then Sam has 1 inSync account
