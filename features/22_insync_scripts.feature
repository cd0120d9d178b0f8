Feature: What is assumed of inSync: what scripts are answered

  inSync has a REST API besides SCIM. A script that has to change many email IDs
  cannot do it there, which is why the article sends the reader to Support. What
  the API answers is documented twice in one place, and not at all in another.

  Background:
    Given inSync holds Sam as "sam@corp.onmicrosoft.example"
    And a script has a token of the REST API

  @A56
  Rule: A token of the REST API is good for half an hour

    Example: In the last second it still works
      When time advances by 1799 seconds
      And the script lists the users of inSync
      Then inSync answers 200

    Example: After half an hour the session has expired
      When time advances by 1800 seconds
      And the script lists the users of inSync
      Then inSync answers 403

    Example: Read the other way, the token is as good as none
      Given assumption A56 is read as "401"
      When time advances by 1800 seconds
      And the script lists the users of inSync
      Then inSync answers 401

  @R15 @F45 @A57
  Rule: A script changes no email ID

    Example: The change is refused as a whole
      When the script changes Sam to:
        """
        {"userName": "Samuel Soto", "emailID": "sam.soto@corp.example"}
        """
      Then inSync answers 400
      And inSync holds these accounts:
        | person | inSync email ID              |
        | Sam    | sam@corp.onmicrosoft.example |

    Example: Read the other way, the name is changed and the email ID is not
      Given assumption A57 is read as "ignored"
      When the script changes Sam to:
        """
        {"userName": "Samuel Soto", "emailID": "sam.soto@corp.example"}
        """
      Then inSync answers 200
      And inSync holds these accounts:
        | person      | inSync email ID              |
        | Samuel Soto | sam@corp.onmicrosoft.example |
