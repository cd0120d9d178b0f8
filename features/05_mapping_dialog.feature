Feature: What the mapping dialog asks

  The article ends when the rows are selected. The dialog wants more: a click
  before the userName can be mapped, a choice when each row applies, Save
  Mappings, and an answer to the question whether to apply updates.

  Background:
    Given Sam and Ada are in Okta
    And the users were imported from Okta
    And the userPrincipalName attribute was added with Display Name "UPN"

  @F46
  Rule: Override with mapping comes first; without it userName stays with Sign On

    @R13
    Example: Without the override the userName cannot be chosen, and the login goes on being sent
      When the Okta admin opens "Directory > Profile Editor > Druva 2.0 > Mappings"
      And the Okta admin opens "Okta User to Druva 2.0"
      And the Okta admin chooses "user.email" for "userName"
      Then Okta refuses and says "userName is configured in Sign On settings"
      When the Okta admin chooses "user.login" for "userPrincipalName"
      And the Okta admin lets "userPrincipalName" apply on create and update
      And the Okta admin saves the mappings and answers "Apply updates now"
      Then inSync holds these accounts:
        | person | inSync email ID  | AD attribute     |
        | Sam    | sam@corp.example | sam@corp.example |
        | Ada    | ada@corp.example | ada@corp.example |

    Example: On the other tab the override changes the login of a person whom Okta imports
      When an identity provider posts this user:
        """
        {"userName": "lia@corp.example", "displayName": "Lia Lund",
         "name": {"givenName": "Lia", "familyName": "Lund"},
         "emails": [{"value": "lia.lund@corp.example", "primary": true}]}
        """
      And the inSync admin creates a new token and gives it to Okta
      And the Okta admin opens "Directory > Profile Editor > Druva 2.0 > Mappings"
      And the Okta admin opens "Druva 2.0 to Okta User > Override with mapping"
      And the Okta admin chooses "appuser.email" for "login"
      And the Okta admin saves the mappings and answers "Apply updates now"
      And Okta imports the accounts of inSync
      And the Okta admin confirms everybody who is new
      Then Okta holds these people:
        | login                 | email                 |
        | sam@corp.example      | sam.soto@corp.example |
        | ada@corp.example      | ada@corp.example      |
        | lia.lund@corp.example | lia.lund@corp.example |

  @F47
  Rule: Nothing counts until the mappings are saved, and the answer decides who is sent

    Background:
      Given every inSync email ID was changed to the Okta email

    Example: With Apply updates now everybody is sent at once
      When the Okta admin maps both rows in the dialog
      And the Okta admin saves the mappings and answers "Apply updates now"
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@corp.example | sam@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example |

    Example: With Do not apply updates each person follows when the profile changes, as a whole
      When the Okta admin maps both rows in the dialog
      And the Okta admin saves the mappings and answers "Do not apply updates"
      Then Okta sent nothing to inSync
      When the Okta admin changes the title of Sam to "Pilot"
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@corp.example | sam@corp.example |
        | Ada    | ada@corp.example      |                  |

    Example: Saved on the other tab, Apply updates now sends nobody to inSync
      When the Okta admin opens "Directory > Profile Editor > Druva 2.0 > Mappings"
      And the Okta admin opens "Druva 2.0 to Okta User > Override with mapping"
      And the Okta admin chooses "appuser.email" for "login"
      And the Okta admin saves the mappings and answers "Apply updates now"
      Then Okta sent nothing to inSync

    Example: Closed without saving, the dialog has changed nothing
      When the Okta admin maps both rows in the dialog
      And the Okta admin closes the mappings without saving
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID  | AD attribute |
        | Sam    | sam@corp.example |              |
        | Ada    | ada@corp.example |              |

  @F48
  Rule: When a row applies is a choice of its own

    Background:
      Given every inSync email ID was changed to the Okta email
      And Lia is in Okta

    @A58
    Example: Left as they are, new rows reach new people only
      When the Okta admin opens "Directory > Profile Editor > Druva 2.0 > Mappings"
      And the Okta admin opens "Okta User to Druva 2.0 > Override with mapping"
      And the Okta admin chooses "user.login" for "userPrincipalName"
      And the Okta admin chooses "user.email" for "userName"
      And the Okta admin saves the mappings and answers "Apply updates now"
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam@corp.example      |                  |
        | Ada    | ada@corp.example      |                  |
        | Lia    | lia.lund@corp.example | lia@corp.example |

    @A58
    Example: If the assumption is wrong: new rows reach everybody without a choice
      Given assumption A58 is read as "create and update"
      When the Okta admin opens "Directory > Profile Editor > Druva 2.0 > Mappings"
      And the Okta admin opens "Okta User to Druva 2.0 > Override with mapping"
      And the Okta admin chooses "user.login" for "userPrincipalName"
      And the Okta admin chooses "user.email" for "userName"
      And the Okta admin saves the mappings and answers "Apply updates now"
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@corp.example | sam@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example |

    Example: A row that was mapped before applies as before
      When the Okta admin maps both rows in the dialog
      And the Okta admin chooses "user.email" for "userPrincipalName"
      And the Okta admin saves the mappings and answers "Apply updates now"
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute          |
        | Sam    | sam.soto@corp.example | sam.soto@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example      |

    @R13 @P6
    Example: With the userName on create only the UPN arrives and the email ID goes back
      When the Okta admin maps both rows in the dialog
      And the Okta admin lets "userName" apply on create only
      And the Okta admin saves the mappings and answers "Apply updates now"
      Then inSync holds these accounts:
        | person | inSync email ID  | AD attribute     |
        | Sam    | sam@corp.example | sam@corp.example |
        | Ada    | ada@corp.example | ada@corp.example |
