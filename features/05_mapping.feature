Feature: Mapping the UPN and the email in Okta

  Okta can send inSync two addresses for every person: the login, which is the
  Microsoft 365 UPN, and the email, which is the SMTP address. inSync stores the
  second as the inSync email ID and the first as the AD attribute.

  Background:
    Given Sam and Ada are in Okta

  @R12
  Rule: The attribute that carries the UPN is userPrincipalName in the core namespace

    Example: Okta prefixes the variable name once the attribute is saved
      When the Okta admin adds this attribute to the Druva app:
        | field              | value                                      |
        | Data type          | string                                     |
        | Display Name       | UPN                                        |
        | Variable Name      | userPrincipalName                          |
        | External Name      | userPrincipalName                          |
        | External namespace | urn:ietf:params:scim:schemas:core:2.0:User |
      Then the Druva app names the attribute "druva_v2.userPrincipalName"

    @A14
    Scenario Outline: Okta refuses the attribute when its <field> is "<value>"
      When the Okta admin adds the userPrincipalName attribute with <field> "<value>"
      Then Okta refuses because of the <field>

      Examples:
        | field              | value               |
        | Variable Name      | user principal name |
        | Variable Name      | userName            |
        | Variable Name      | groups              |
        | External Name      |                     |
        | External namespace | core 2.0 User       |
        | Display Name       |                     |

  @R13
  Rule: The login goes to userPrincipalName, the email to userName by Override with mapping

    @A64
    Example: What the mapping reads when it is done
      When the Okta admin maps both UPN and email
      Then Okta User to Druva 2.0 maps:
        | Druva             | Okta       |
        | userName          | user.email |
        | userPrincipalName | user.login |

    Example: The display name mapping stays as it was
      Given the users were imported from Okta
      When the Okta admin maps both UPN and email
      And the Okta admin changes the first name of Sam to "Samuel"
      Then inSync holds these accounts:
        | person | display name |
        | Sam    | Samuel Soto  |
        | Ada    | Ada Ames     |

    @A64
    Example: A first import with the new mapping fills both fields
      Given the Druva app maps both UPN and email
      When the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@corp.example | sam@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example |

    @F14
    Example: Saving the mapping sends nothing
      Given the users were imported from Okta
      When the Okta admin maps both UPN and email
      Then Okta sent nothing to inSync
      And the AD attribute of Sam is empty

  @F13
  Rule: An attribute without external namespace is never sent

    Example: The mapping is right and nothing arrives
      Given the userPrincipalName attribute was added with External namespace ""
      And the Druva app maps "user.login" to "userPrincipalName"
      When the users are imported from Okta
      Then the AD attribute of Sam is empty

  @A32
  Rule: userPrincipalName counts in the core namespace; anywhere else it is dropped

    Example: Okta sends it in the namespace of the enterprise extension
      Given the userPrincipalName attribute was added with External namespace "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
      And the Druva app maps "user.login" to "userPrincipalName"
      When the users are imported from Okta
      Then Sam has 1 inSync account
      And the AD attribute of Sam is empty
