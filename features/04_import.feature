Feature: Importing users from Okta

  An import asks inSync for each userName that Okta holds. Who is found is
  updated, who is not found is created. Whatever the Druva app puts into
  userName therefore decides what inSync knows a person by, from the first
  import on.

  Background:
    Given Sam and Ada are in Okta

  @A15
  Rule: With the default mapping the Okta login becomes the inSync email ID

    Example: A first import creates one account for each person
      When the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID  | status | came by |
        | Sam    | sam@corp.example | active | SCIM    |
        | Ada    | ada@corp.example | active | SCIM    |
      And the import created 2 and updated 0 accounts

  @R06
  Rule: An import that maps no UPN leaves the AD attribute empty

    Example: The attribute stays empty after the default import
      When the users are imported from Okta
      Then the AD attribute of Sam is empty
      And the AD attribute of Ada is empty

    Example: The attribute comes with the first import after the mapping
      Given the users were imported from Okta
      When the Okta admin maps both UPN and email
      Then the AD attribute of Ada is empty
      When the users are imported from Okta
      Then the AD attribute of Ada is "ada@corp.example"

  Rule: Importing again finds everyone it created

    Example: A second import changes nothing
      Given the users were imported from Okta
      When the users are imported from Okta
      Then nobody has more than one account
      And the import created 0 and updated 2 accounts

    Example: Someone hired later is the only one created
      Given the users were imported from Okta
      And Lia is in Okta
      When the users are imported from Okta
      Then the import created 1 and updated 2 accounts

  @F12
  Rule: An account that exists under the userName is taken over

    Example: An account added by hand becomes managed by SCIM
      Given inSync holds Ada as "ada@corp.example"
      When the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID  | came by |
        | Ada    | ada@corp.example | SCIM    |
        | Sam    | sam@corp.example | SCIM    |

    @A3
    Example: An account written in capitals is the same account
      Given inSync holds Ada as "ADA@CORP.EXAMPLE"
      When the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID  | came by |
        | Ada    | ada@corp.example | SCIM    |
        | Sam    | sam@corp.example | SCIM    |

  @F16
  Rule: Okta can also read inSync and link what it finds

    Example: Accounts that match are linked and never created again
      Given inSync holds Ada as "ada@corp.example"
      When Okta imports the accounts of inSync
      Then the import into Okta found these accounts:
        | inSync email ID  | match       |
        | ada@corp.example | exact match |
      When the Okta admin confirms every match
      And the users are imported from Okta
      Then Ada has 1 inSync account

    Example: The same name under another address is a partial match
      Given the users were imported from Okta
      And the inSync email ID of Ada was changed to "a.ames@corp.example"
      And the Druva app was unassigned from Ada while nobody is deactivated
      When Okta imports the accounts of inSync
      Then the import into Okta found these accounts:
        | inSync email ID     | match         |
        | a.ames@corp.example | partial match |
