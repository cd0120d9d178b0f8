Feature: The ways a userName can change in Okta

  Whether a changed userName renames an account or makes a second one depends
  on the path the change takes. A linked account that is updated is renamed. A
  person whom Okta looks up again by a new name is unknown to inSync.

  Background:
    Given Sam is in Okta
    And the users were imported from Okta

  @P1 @A36
  Rule: A change of the Okta profile renames the linked account

    Example: The login of Sam changes
      When the Okta admin changes the login of Sam to "samuel@corp.example"
      Then inSync holds these accounts:
        | person | inSync email ID     | status |
        | Sam    | samuel@corp.example | active |
      And Sam need not reset the inSync password

  @P2 @A2
  Rule: Editing the username on the assignment preserves one account and makes another

    Example: The Okta admin edits the username of Sam
      When the Okta admin edits the username of Sam to "sam.soto@corp.example"
      Then inSync holds these accounts:
        | person | inSync email ID       | status    |
        | Sam    | sam@corp.example      | preserved |
        | Sam    | sam.soto@corp.example | active    |

  @P3 @A2
  Rule: What Apply updates now does to linked accounts has three readings

    Scenario Outline: If Okta would <reading>, Sam ends with <accounts>
      Given assumption A2 is read as "<reading>"
      And the Druva app maps both UPN and email
      When the Okta admin applies updates now
      Then Sam has accounts that are <states>

      Examples:
        | reading                  | accounts                  | states            |
        | look up again            | two active accounts       | active, active    |
        | deactivate, then look up | a preserved and a new one | preserved, active |
        | update in place          | the one account, renamed  | active            |

  @P4 @A2
  Rule: Someone assigned before provisioning was on is looked up when provisioned

    Example: Nothing happens until the Okta admin provisions Lia
      Given provisioning was off while Lia was assigned
      When the Okta admin forces a sync
      Then Lia has 0 inSync accounts
      When the Okta admin provisions Lia
      Then Lia has 1 inSync account

    Example: An account under another name is not found
      Given inSync holds Lia as "lia@corp.example"
      And provisioning was off while Lia was assigned
      And the Druva app maps both UPN and email
      When the Okta admin applies updates now
      And the Okta admin provisions Lia
      Then Lia has 2 inSync accounts

  @P5 @A2
  Rule: Unassigning and assigning again goes back to the look-up

    Example: The mapping changed in between
      When the Okta admin unassigns the Druva app from Sam
      And the Okta admin maps both UPN and email
      And the Okta admin assigns the Druva app to Sam
      Then inSync holds these accounts:
        | person | inSync email ID       | status    |
        | Sam    | sam@corp.example      | preserved |
        | Sam    | sam.soto@corp.example | active    |

  @P6 @A2
  Rule: A userName set to create only stays what it was

    Example: Sam keeps his email ID while someone new gets the new one
      Given the Druva app maps "user.email" to "userName" on create only
      And Lia is in Okta
      When the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       |
        | Sam    | sam@corp.example      |
        | Lia    | lia.lund@corp.example |

  @P7 @A63
  Rule: The app added anew is linked to nobody, so everybody is looked up

    Scenario Outline: Remapped in the new app, Sam is duplicated even if Okta would <reading>
      Given assumption A2 is read as "<reading>"
      When the Okta admin adds the Druva app anew
      And the inSync admin creates a new token and gives it to Okta
      And the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | status |
        | Sam    | sam@corp.example      |                  | active |
        | Sam    | sam.soto@corp.example | sam@corp.example | active |

      Examples:
        | reading                  |
        | look up again            |
        | deactivate, then look up |
        | update in place          |

    Example: Mapped as before, the new app finds and links the account
      When the Okta admin adds the Druva app anew
      And the inSync admin creates a new token and gives it to Okta
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID  | status |
        | Sam    | sam@corp.example | active |
      When the Okta admin changes the login of Sam to "samuel@corp.example"
      Then the inSync email ID of Sam is "samuel@corp.example"

    @R11
    Example: With the email IDs changed first, the remapped new app finds the account
      Given every inSync email ID was changed to the Okta email
      When the Okta admin adds the Druva app anew
      And the inSync admin creates a new token and gives it to Okta
      And the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     | status |
        | Sam    | sam.soto@corp.example | sam@corp.example | active |
