Feature: What inSync answers over SCIM

  Druva says what provisioning is for and seldom what inSync answers. Each rule
  fills one gap. Who can look at a real tenant can confirm a rule or refute it.

  @A33
  Rule: A replacement that leaves userPrincipalName out clears the AD attribute

    Background:
      Given Sam is in Okta
      And the Druva app maps both UPN and email
      And the users were imported from Okta

    Example: An identity provider sends only what it maps
      When an identity provider replaces Sam with this user:
        """
        {"userName": "sam.soto@corp.example", "displayName": "Sam Soto"}
        """
      Then inSync answers 200
      And the AD attribute of Sam is empty

    Example: If the assumption is wrong: the attribute stays until another one is sent
      Given assumption A33 is read as "kept"
      When an identity provider replaces Sam with this user:
        """
        {"userName": "sam.soto@corp.example", "displayName": "Sam Soto"}
        """
      Then the AD attribute of Sam is "sam@corp.example"

  @A38
  Rule: An empty userPrincipalName counts as none

    Example: The attribute of Sam has no value at the identity provider
      Given inSync accesses user accounts using "AD Attribute"
      When an identity provider posts this user:
        """
        {"userName": "sam@corp.example", "displayName": "Sam Soto", "userPrincipalName": ""}
        """
      And inSync backs up the Exchange Online of Sam
      Then the AD attribute of Sam is empty
      And inSync has presented nothing to Microsoft 365
      And it does not matter how the backup ends

  @A34
  Rule: A deletion preserves the account and keeps its data

    Example: An identity provider deletes Ada
      Given Ada is in Okta and in Microsoft 365
      And the users were imported from Okta
      And the Exchange Online of Ada was backed up
      When an identity provider deletes Ada
      Then inSync answers 204
      And the account of Ada is preserved by the identity provider
      And the Exchange Online of Ada has 1 snapshot

  @F34
  Rule: A name loses the characters that inSync does not allow

    Example: Each of them becomes an underscore
      When an identity provider posts this user:
        """
        {"userName": "sam@corp.example", "displayName": "Sam? *the/\\<boss>"}
        """
      Then inSync holds these accounts:
        | display name      | inSync email ID  |
        | Sam_ _the___boss_ | sam@corp.example |

  @F35 @A37
  Rule: A userName that is no address is answered with 400, one that is taken with 409

    Scenario Outline: The userName is <what>
      Given inSync holds Ada as "ada@corp.example"
      When an identity provider posts this user:
        """
        {"userName": "<userName>", "displayName": "Sam Soto"}
        """
      Then inSync answers <status>
      And inSync holds 1 account

      Examples:
        | what                     | userName         | status |
        | no address               | sam              | 400    |
        | that of Ada              | ada@corp.example | 409    |
        | that of Ada, in capitals | ADA@CORP.EXAMPLE | 409    |

    Example: Okta renames Sam onto an account that is there
      Given Sam is in Okta
      And the users were imported from Okta
      And inSync holds Ada as "ada@corp.example"
      When the Okta admin changes the login of Sam to "ada@corp.example"
      Then the inSync email ID of Sam is "sam@corp.example"
      And an Okta task says "Conflict"

  @F02 @A55
  Rule: What was deleted over SCIM is given back when it is created again

    Background:
      Given inSync holds Ada as "ada@corp.example"

    Example: The preserved account of Ada comes back
      When an identity provider deletes Ada
      And an identity provider posts this user:
        """
        {"userName": "ada@corp.example", "displayName": "Ada Ames"}
        """
      Then inSync answers 201
      And Ada has 1 inSync account
      And the account of Ada is active

    Example: If the assumption is wrong: the user is still there, and there is a conflict
      Given assumption A55 is read as "stays inactive"
      When an identity provider deletes Ada
      And an identity provider posts this user:
        """
        {"userName": "ada@corp.example", "displayName": "Ada Ames"}
        """
      Then inSync answers 409
      And the account of Ada is preserved by the identity provider

  @F24
  Rule: A conflict ends the job

    Example: An account that the look-up missed is not taken over
      Given Ada is in Okta
      And inSync holds Ada as "ada@corp.example"
      And inSync answers the next look-up with:
        """
        {"totalResults": 0, "startIndex": 1, "itemsPerPage": 0}
        """
      When the users are imported from Okta
      Then an Okta task says "Conflict"
      And inSync holds these accounts:
        | person | inSync email ID  | came by |
        | Ada    | ada@corp.example | Manual  |

  @F25
  Rule: A look-up that Okta cannot read ends the job without a task

    Example: One counter is a text
      Given Sam is in Okta
      And inSync answers the next look-up with:
        """
        {"totalResults": 0, "startIndex": "1", "itemsPerPage": 0}
        """
      When the users are imported from Okta
      Then Sam has 0 inSync accounts
      And no Okta task waits
