Feature: When a remap stops halfway, or is taken back

  Between the first email ID and the last import a tenant is half old and half
  new. Whoever was not reached yet is the one who is duplicated.

  Background:
    Given Sam, Ada and Lia are in Okta and in Microsoft 365

  @R10 @R11 @A2
  Rule: Only those whose email ID was changed keep one account

    Example: Support's file forgot Lia
      Given the users were imported from Okta
      And the inSync email ID of Sam was changed to "sam.soto@corp.example"
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@corp.example | sam@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example |
        | Lia    | lia@corp.example      |                  |
        | Lia    | lia.lund@corp.example | lia@corp.example |

  @P1 @P3 @A2
  Rule: One person whose profile is edited proves nothing about the others

    Example: The pilot is renamed, and Lia is duplicated by the import for everybody
      Given the users were imported from Okta
      And the Druva app maps both UPN and email
      When the Okta admin changes the email of Sam to "s.soto@corp.example"
      Then inSync holds these accounts:
        | person | inSync email ID     | AD attribute     |
        | Sam    | s.soto@corp.example | sam@corp.example |
        | Ada    | ada@corp.example    |                  |
        | Lia    | lia@corp.example    |                  |
      When the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | s.soto@corp.example   | sam@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example |
        | Lia    | lia@corp.example      |                  |
        | Lia    | lia.lund@corp.example | lia@corp.example |

  Rule: An import that is interrupted goes on where it stopped, and duplicates nobody

    Background:
      Given the users were imported from Okta
      And every inSync email ID was changed to the Okta email
      And the Druva app maps both UPN and email

    @F06 @R11
    Example: inSync asks Okta to wait before it takes Sam
      Given inSync asks Okta to wait 120 seconds, once
      When the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@corp.example |                  |
        | Ada    | ada@corp.example      | ada@corp.example |
        | Lia    | lia.lund@corp.example | lia@corp.example |
      When time advances by 120 seconds
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@corp.example | sam@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example |
        | Lia    | lia.lund@corp.example | lia@corp.example |

    @F01 @R11
    Example: The token expired between the email IDs and the import
      When time advances by 366 days
      And the users are imported from Okta
      Then 3 Okta tasks say "Unauthorized"
      And nobody has more than one account
      When the inSync admin creates a new token and gives it to Okta
      And the Okta admin retries every task
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Sam    | sam.soto@corp.example | sam@corp.example |
        | Ada    | ada@corp.example      | ada@corp.example |
        | Lia    | lia.lund@corp.example | lia@corp.example |

  @F28 @P5
  Rule: People move to another group by joining it before they leave the first

    Background:
      Given Sam is in the Okta group "Staff"
      And the Druva app is assigned to the group "Staff"
      And the Druva app is assigned to the group "Sales"
      And the Druva app maps both UPN and email

    Example: Sam joins Sales first
      When the Okta admin puts Sam into the group "Sales"
      And the Okta admin takes Sam out of the group "Staff"
      Then inSync holds these accounts:
        | person | inSync email ID  | status |
        | Sam    | sam@corp.example | active |

    Example: Sam leaves Staff first and is looked up by the new name
      When the Okta admin takes Sam out of the group "Staff"
      And the Okta admin puts Sam into the group "Sales"
      Then inSync holds these accounts:
        | person | inSync email ID       | status    |
        | Sam    | sam@corp.example      | preserved |
        | Sam    | sam.soto@corp.example | active    |

  @A78
  Rule: Between the email IDs and the import nobody whose addresses differ can sign on

    Example: Sam signs on before, not in between, and after
      Given the users were imported from Okta
      Then Sam can sign on to inSync through Okta: yes
      When the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin maps both UPN and email
      Then Sam can sign on to inSync through Okta: no
      And Ada can sign on to inSync through Okta: yes
      When the users are imported from Okta
      Then Sam can sign on to inSync through Okta: yes

  Rule: Taking the mapping back duplicates everybody again, unless the email IDs go back first

    Background:
      Given the users were imported from Okta
      And every inSync email ID was changed to the Okta email
      And the Druva app maps both UPN and email
      And the users were imported from Okta

    @R10 @A2
    Example: The mapping goes back first
      When the Okta admin maps "user.login" to "userName"
      And the users are imported from Okta
      Then 2 people have more than one account

    @R08 @R11
    Example: The email IDs go back first, and mailboxes cannot be restored again
      Given inSync accesses user accounts using "AD Attribute"
      When the inSync admin changes every inSync email ID to the Okta login
      And the Okta admin maps "user.login" to "userName"
      And the users are imported from Okta
      Then nobody has more than one account
      When the inSync admin sets Access user accounts using to "inSync email ID"
      And inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of Sam
      Then the restore fails with #100000011

    @P1
    Example: Anything that Okta pushes before the mapping goes back undoes the email IDs
      When the inSync admin changes every inSync email ID to the Okta login
      And the users are imported from Okta
      Then the inSync email ID of Sam is "sam.soto@corp.example"
