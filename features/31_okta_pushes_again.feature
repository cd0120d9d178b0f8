Feature: What Okta sends once more, and under which name

  A sync compares what would be sent with what was sent before. Until the
  userName is overridden, the username format of the Sign On tab decides it.

  @F22
  Rule: The order of attributes is no difference

    Example: An attribute that is deleted and added again has another place, and nothing is sent
      Given Lia of the department "Sales" is in Okta
      And the Druva app maps both UPN and email
      And the Druva app sends the department as well
      And the users were imported from Okta
      When the Okta admin deletes the attribute "userPrincipalName"
      And the Okta admin adds the userPrincipalName attribute with Display Name "UPN"
      And the Okta admin maps "user.login" to "userPrincipalName"
      And the Okta admin forces a sync
      Then Okta sent nothing to inSync

  Rule: Without the override, whoever is new gets the name of the username format

    Background:
      Given Lia is in Okta

    @F46
    Scenario Outline: With the format <format> the email ID of Lia is <email ID>
      When the Okta admin sets the username format to "<format>"
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID |
        | Lia    | <email ID>      |

      Examples:
        | format        | email ID              |
        | Okta username | lia@corp.example      |
        | Email         | lia.lund@corp.example |

    Scenario Outline: With the format <format> Lia is sent as <name>, which is no email ID
      When the Okta admin sets the username format to "<format>"
      And the users are imported from Okta
      Then an Okta task says "Error while creating user <name>: Bad Request"
      And Lia has 0 inSync accounts

      Examples:
        | format               | name     |
        | Okta username prefix | lia      |
        | Email prefix         | lia.lund |
