Feature: What is assumed of inSync: what provisioning does to accounts

  Druva says what provisioning is for and seldom what inSync answers. Each rule
  fills one gap. Whoever can look at a real tenant can confirm a rule or overturn
  it, and sees here what would change.

  @F36
  Rule: A request without the token in force is answered with 401

    Scenario Outline: Okta connects with <what>
      When the Okta admin enters the token "<token>"
      Then Okta refuses and says "Unauthorized"

      Examples:
        | what          | token                |
        | a wrong token | 0123456789abcdefghij |
        | no token      |                      |

  @A27
  Rule: A new tenant takes everyone in, under one profile and one storage

    Example: Nobody saved a SCIM mapping
      Given Sam is in Okta
      When the users are imported from Okta
      Then Sam has the profile "Default" and the storage "Default"

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

  @F31 @A30
  Rule: Whoever arrives inactive comes in active

    Example: The identity provider had disabled Sam before
      When an identity provider posts this user:
        """
        {"userName": "sam@corp.example", "displayName": "Sam Soto", "active": false}
        """
      Then inSync answers 201
      And the account of Sam is active

  @A32
  Rule: userPrincipalName counts in the core namespace; anywhere else it is dropped

    Example: Okta sends it in the namespace of the enterprise extension
      Given Sam is in Okta
      And the userPrincipalName attribute was added with External namespace "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
      And the Druva app maps "user.login" to "userPrincipalName"
      When the users are imported from Okta
      Then Sam has 1 inSync account
      And the AD attribute of Sam is empty

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

    Example: Read the other way, the attribute stays until another one is sent
      Given assumption A33 is read as "kept"
      When an identity provider replaces Sam with this user:
        """
        {"userName": "sam.soto@corp.example", "displayName": "Sam Soto"}
        """
      Then the AD attribute of Sam is "sam@corp.onmicrosoft.example"

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

  @P1 @A36
  Rule: A userName that provisioning changes asks for no password reset

    Example: The login of Sam changes
      Given Sam is in Okta
      And the users were imported from Okta
      When the Okta admin changes the login of Sam to "samuel@corp.example"
      Then the inSync email ID of Sam is "samuel@corp.example"
      And Sam need not reset the inSync password

  @F34
  Rule: A name loses the characters that inSync does not allow

    Example: Each of them becomes an underscore
      When an identity provider posts this user:
        """
        {"userName": "sam@corp.example", "displayName": "Sam? *the/\\<boss>"}
        """
      Then inSync holds these accounts:
        | person            | inSync email ID  |
        | Sam_ _the___boss_ | sam@corp.example |
