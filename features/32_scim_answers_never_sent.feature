Feature: What inSync answers over SCIM about accounts that were never sent

  Some accounts were there before any identity provider was connected. Okta reads
  them in an import and in its tests. Druva does not say what Okta finds there.

  @A96
  Rule: An account that was never sent has a name and an email all the same

    Background:
      Given Lia is in Okta

    @F96
    Example: The first user that was added by hand has all that Okta's test asks for
      Given inSync holds Lia as "lia.lund@corp.example"
      When an identity provider lists the users
      Then inSync lists these users:
        | inSync email ID       | given name | family name | email                 |
        | lia.lund@corp.example | Lia        | Lund        | lia.lund@corp.example |

    Example: The first word of the name is the given name, and one word is both
      When the inSync admin imports this CSV file:
        """
        Username, Email
        Lia Maria Lund, lia@corp.example
        Sam, sam@corp.example
        """
      And an identity provider lists the users
      Then inSync lists these users:
        | inSync email ID  | given name | family name | email            |
        | lia@corp.example | Lia        | Maria Lund  | lia@corp.example |
        | sam@corp.example | Sam        | Sam         | sam@corp.example |

    @F16
    Example: An import into Okta finds the name under another address
      Given inSync holds Lia as "l.lund@corp.example"
      When Okta imports the accounts of inSync
      Then the import into Okta found these accounts:
        | inSync email ID     | match         |
        | l.lund@corp.example | partial match |

    Example: What an identity provider sends takes its place
      Given inSync holds Lia as "lia.lund@corp.example"
      When an identity provider replaces Lia with this user:
        """
        {"userName": "lia.lund@corp.example", "displayName": "Lia Lund", "name": {"familyName": "L."}}
        """
      And an identity provider lists the users
      Then inSync lists these users:
        | inSync email ID       | given name | family name | email |
        | lia.lund@corp.example |            | L.          |       |

    Example: If the assumption is wrong: the import finds nobody of that name
      Given assumption A96 is read as "no name and no email"
      And inSync holds Lia as "l.lund@corp.example"
      When Okta imports the accounts of inSync
      Then the import into Okta found these accounts:
        | inSync email ID     | match    |
        | l.lund@corp.example | no match |
      When an identity provider lists the users
      Then inSync lists these users:
        | inSync email ID     | given name | family name | email |
        | l.lund@corp.example |            |             |       |
