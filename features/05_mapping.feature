Feature: Mapping the UPN and the email in Okta

  Okta can send inSync two addresses for every person: the login, which is the
  Microsoft 365 UPN, and the email, which is the SMTP address. inSync stores the
  second as the inSync email ID and the first as the AD attribute. The steps are
  those of the article, in its order. What it does not say stands in the next
  chapter: what the mapping dialog asks.

  Rule: The ten steps add an attribute and map two rows

    @R12 @R13
    Example: Steps 1 to 4: Directory, Profile Editor and the app lead to Add Attribute
      When the Okta admin opens "Directory"
      And the Okta admin opens "Profile Editor"
      And the Okta admin opens "Druva 2.0"
      Then the console offers "Add Attribute"
      And the console offers "Mappings"
      When the Okta admin opens "Add Attribute"
      Then the console offers "External namespace"

    @R12
    Example: Steps 5 and 6: the saved attribute is listed under a longer name, and its pencil shows it
      When the Okta admin adds this attribute to the Druva app:
        | field              | value                                      |
        | Data type          | string                                     |
        | Display Name       | UPN                                        |
        | Variable Name      | userPrincipalName                          |
        | External Name      | userPrincipalName                          |
        | External namespace | urn:ietf:params:scim:schemas:core:2.0:User |
      Then the Druva app names the attribute "druva_v2.userPrincipalName"
      And the pencil of "userPrincipalName" shows:
        | field              | value                                      |
        | Data type          | string                                     |
        | Display Name       | UPN                                        |
        | Variable Name      | druva_v2.userPrincipalName                 |
        | External Name      | userPrincipalName                          |
        | External namespace | urn:ietf:params:scim:schemas:core:2.0:User |

    @R06 @R13 @A62 @A64
    Example: Steps 7 to 10: the tab, the override and two selected rows send both addresses
      Given Sam and Ada are in Okta
      And the userPrincipalName attribute was added with Display Name "UPN"
      When the Okta admin opens "Directory > Profile Editor > Druva 2.0 > Mappings"
      And the Okta admin opens "Okta User to Druva 2.0"
      Then the console offers "Override with mapping"
      When the Okta admin opens "Override with mapping"
      And the Okta admin chooses "user.login" for "userPrincipalName"
      And the Okta admin chooses "user.email" for "userName"
      And the Okta admin saves the mappings and answers "Do not apply updates"
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@corp.example | sam@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example |

  @R12
  Rule: Each field of the form counts, but for the two names that stay in Okta

    Background:
      Given Sam is in Okta

    Example: With the article's values the UPN arrives
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then the AD attribute of Sam is "sam@corp.example"

    Scenario Outline: With <field> "<value>" the attribute is accepted and nothing arrives
      Given the userPrincipalName attribute was added with <field> "<value>"
      And the Druva app maps "user.login" to "userPrincipalName"
      When the users are imported from Okta
      Then Sam has 1 inSync account
      And the AD attribute of Sam is empty

      @A32
      Examples: Okta sends it, and inSync drops it
        | field              | value                                                      |
        | External Name      | upn                                                        |
        | External Name      | name.userPrincipalName                                     |
        | External namespace | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User |

      @F13
      Examples: Okta does not send it
        | field              | value |
        | External namespace |       |

    Scenario Outline: With Data type "<type>" it is not the UPN that is sent
      Given the userPrincipalName attribute was added with Data type "<type>"
      And the Druva app maps "user.login" to "userPrincipalName"
      When the users are imported from Okta
      Then Sam has 0 inSync accounts
      And an Okta task says "Bad Request"

      Examples:
        | type         |
        | boolean      |
        | string array |

    Example: Another Display Name changes nothing that is sent
      Given the userPrincipalName attribute was added with Display Name "Login"
      And the Druva app maps "user.login" to "userPrincipalName"
      When the users are imported from Okta
      Then the AD attribute of Sam is "sam@corp.example"

    Example: Another Variable Name has to be mapped by that name
      Given the userPrincipalName attribute was added with Variable Name "upn"
      When the Okta admin maps "user.login" to "upn"
      And the users are imported from Okta
      Then the AD attribute of Sam is "sam@corp.example"

    @A14
    Scenario Outline: Okta refuses the attribute when its <field> is "<value>"
      When the Okta admin adds the userPrincipalName attribute with <field> "<value>"
      Then Okta refuses because of the <field>

      Examples:
        | field              | value         |
        | Variable Name      | userName      |
        | Variable Name      | groups        |
        | External Name      |               |
        | External namespace | core 2.0 User |
        | Display Name       |               |

  @R12
  Rule: Okta puts druva_v2. before the variable name by itself

    @F50
    Scenario Outline: Typed as "<name>" the variable name is refused
      When the Okta admin adds the userPrincipalName attribute with Variable Name "<name>"
      Then Okta refuses and says "Api validation failed: invalid property name. Property name should only have alphanumeric characters and underscores. It should not start with a digit."

      Examples:
        | name                       |
        | druva_v2.userPrincipalName |
        | user principal name        |
        | 2upn                       |

    Example: An expression knows the attribute by the prefixed name once it is saved
      Given Sam is in Okta
      When the Okta admin opens "Directory > Profile Editor > Druva 2.0 > Mappings"
      And the Okta admin opens "Okta User to Druva 2.0"
      And the Okta admin chooses "druva_v2.userPrincipalName" for "displayName"
      Then Okta refuses and says "druva_v2 has no attribute 'userPrincipalName'"
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      And the Okta admin maps "druva_v2.userPrincipalName" to "displayName"
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | display name     |
        | Sam    | sam@corp.example |
