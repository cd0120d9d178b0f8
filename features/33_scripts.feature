Feature: What the REST API answers to a script

  inSync has a REST API besides SCIM. A script that has to change many email IDs
  cannot do it there, which is why the article sends the reader to Support. What
  the API answers is documented twice in one place, and not at all in another.

  Background:
    Given inSync holds Sam as "sam@corp.example"
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

    Example: If the assumption is wrong: the answer is that of a wrong token
      Given assumption A56 is read as "401"
      When time advances by 1800 seconds
      And the script lists the users of inSync
      Then inSync answers 401
