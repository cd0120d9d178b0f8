Feature: What the Management API of Okta answers to a script

  Scripts look up users in Okta before a remap. What they find depends on the
  parameter, and on how the login is written.

  Background:
    Given Ada is in Okta
    And a script has an API token of Okta

  @F87
  Rule: filter compares with case, search without

    Example: A filter with capitals misses the login
      When the script asks Okta:
        """
        GET /users?filter=profile.login eq "ADA@corp.example"
        """
      Then Okta's answer lists nobody

    Example: A filter finds the login as it is written
      When the script asks Okta:
        """
        GET /users?filter=profile.login eq "ada@corp.example"
        """
      Then Okta's answer lists Ada alone

    Example: A search finds the login in any case
      When the script asks Okta:
        """
        GET /users?search=profile.login eq "ADA@corp.example"
        """
      Then Okta's answer lists Ada alone

    Example: A filter knows no not
      When the script asks Okta:
        """
        GET /users?filter=not (profile.login eq "ada@corp.example")
        """
      Then Okta answers 400

    Example: A search knows not
      When the script asks Okta:
        """
        GET /users?search=not (profile.login eq "eva@corp.example")
        """
      Then Okta's answer lists Ada alone

  @F88
  Rule: A password has to meet the password policy

    Example: A password that is long and mixed enough is taken
      When the script asks Okta:
        """
        POST /users/ada
        {"credentials": {"password": {"value": "Tr0ub4dorAnd3"}}}
        """
      Then Okta answers 200

    Example: A password with a part of the login is refused
      When the script asks Okta:
        """
        POST /users/ada
        {"credentials": {"password": {"value": "MyCorp2026"}}}
        """
      Then Okta answers 400

  @F89
  Rule: A login with a slash cannot be asked for in a path

    Example: Okta takes the login for a longer path
      When the Okta admin changes the login of Ada to "sales/ada@corp.example"
      And the script asks Okta:
        """
        GET /users/sales%2Fada@corp.example
        """
      Then Okta answers 405

    Example: A search finds the login
      When the Okta admin changes the login of Ada to "sales/ada@corp.example"
      And the script asks Okta:
        """
        GET /users?search=profile.login eq "sales/ada@corp.example"
        """
      Then Okta's answer lists Ada alone

  @F90
  Rule: An app is deleted once it is deactivated

    Example: An active app is not deleted
      When the script adds the app "Intranet" to Okta
      And the script deletes the app "Intranet"
      Then Okta answers 403

    Example: An inactive app is deleted
      When the script adds the app "Intranet" to Okta
      And the script deactivates the app "Intranet"
      And the script deletes the app "Intranet"
      Then Okta answers 204

  @F91
  Rule: Only Druva 2.0 provisions

    Example: Another app is assigned to Ada
      When the script adds the app "Intranet" to Okta
      And the script assigns the app "Intranet" to Ada
      Then Okta sent nothing to inSync

    Example: Druva 2.0 is assigned to Ada
      When the script assigns the app "Druva 2.0" to Ada
      Then Ada has 1 inSync account
