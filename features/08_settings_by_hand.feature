Feature: What an inSync admin cannot write by hand

  The AD attribute comes with an import from Okta, and from nowhere else. Every
  form that could carry it is tried here. Druva knows one exception, and it is
  meant for accounts that Okta does not manage.

  Background:
    Given Sam is in Okta and in Microsoft 365
    And the Druva app maps both UPN and email
    And the users were imported from Okta

  @R06
  Rule: Nothing an admin can do writes the AD attribute

    Scenario Outline: The form Edit User takes no <title>
      When the inSync admin enters "samuel@corp.example" as the "<title>" of Sam
      Then inSync refuses and says "'<title>' is not a field of Edit User"
      And the AD attribute of Sam is "sam@corp.example"

      Examples:
        | title             |
        | AD Attribute      |
        | AD/LDAP User Name |
        | userPrincipalName |

    Scenario Outline: A CSV file with a column <column> is refused
      When the inSync admin imports this CSV file:
        """
        Username, Email, <column>
        Lia Lund, lia.lund@corp.example, lia@corp.example
        """
      Then inSync refuses and says "expected 2 values"
      And inSync holds these accounts:
        | person | AD attribute     |
        | Sam    | sam@corp.example |

      Examples:
        | column            |
        | userPrincipalName |
        | AD Attribute      |

    @F45
    Scenario Outline: A script that changes <name> is refused
      Given a script has a token of the REST API
      When the script changes Sam to:
        """
        {"<name>": "samuel@corp.example"}
        """
      Then inSync answers 400
      And the AD attribute of Sam is "sam@corp.example"

      Examples:
        | name              |
        | userPrincipalName |
        | adAttribute       |

    Scenario Outline: The AD attribute of Sam stays what Okta sent although the admin <deed>
      When the inSync admin <deed>
      Then the AD attribute of Sam is "sam@corp.example"

      Examples:
        | deed                                                          |
        | changes the inSync email ID of Sam to "sam@other.example"     |
        | enters "sam@other.example" as the "Email address" of Sam      |
        | renames Sam to "Samuel Soto"                                  |
        | preserves the account of Sam                                  |
        | resets the password of Sam                                    |
        | sets Access user accounts using to "AD Attribute"             |

    Example: An account added by hand has no AD attribute
      When the inSync admin adds Lia as "lia.lund@corp.example"
      Then the AD attribute of Lia is empty

    Example: An account from a CSV file has no AD attribute
      When the inSync admin imports this CSV file:
        """
        Username, Email
        Lia Lund, lia.lund@corp.example
        """
      Then the AD attribute of Lia is empty
      And inSync holds these accounts:
        | person | inSync email ID       | came by |
        | Sam    | sam.soto@corp.example | SCIM    |
        | Lia    | lia.lund@corp.example | CSV     |

    Example: The next import from Okta does write it
      When the Okta admin changes the login of Sam to "samuel@corp.example"
      And the users are imported from Okta
      Then the AD attribute of Sam is "samuel@corp.example"

  @F53
  Rule: In a profile that logs in with AD/LDAP an AD/LDAP User Name can be entered

    Example: So a shared mailbox is backed up under AD Attribute
      Given Microsoft 365 has the shared mailbox "sales@corp.example"
      And users of the profile "Default" log in with AD/LDAP
      And inSync holds the shared mailbox "sales@corp.example"
      And inSync accesses user accounts using "AD Attribute"
      When the inSync admin enters "sales@corp.example" as the "AD/LDAP User Name" of the account "sales@corp.example"
      And inSync backs up the shared mailbox "sales@corp.example"
      Then inSync has presented "sales@corp.example" to Microsoft 365
      And the backup succeeds
