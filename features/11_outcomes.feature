Feature: Outcomes, case by case

  Every combination of the setting, the address the account holds and the value
  in the database that Druva's own table and its rules tell apart, with what
  becomes of the backups and of a restore. Restores are shown in both readings
  of assumption A1: by the inSync email ID, or by whatever the setting says.

  @R01 @R02 @R03 @R04 @R05 @R07 @R08 @R09 @A1 @A4
  Rule: The setting, the email ID and the AD attribute decide every outcome

    Scenario Outline: <row>: <situation>
      Given <person> is in Microsoft 365
      And <person> was backed up under the UPN
      And inSync holds <person> as "<inSync email ID>" with the AD attribute "<AD attribute>"
      And inSync accesses user accounts using "<setting>"
      When inSync backs up and restores everything of <person>
      Then the outcomes are:
        | Exchange Online backup | OneDrive backup | restore by email ID | restore by setting |
        | <Exchange>             | <OneDrive>      | <by email ID>       | <by setting>       |

      Examples: The two addresses are equal
        | row   | situation                                | person | inSync email ID   | AD attribute     | setting         | Exchange | OneDrive                 | by email ID           | by setting            |
        | KB1-1 | everything is one address                | Ada    | ada@corp.example  | ada@corp.example | inSync email ID | succeeds | succeeds                 | succeeds              | succeeds              |
        | KB1-2 | the same, under AD Attribute             | Ada    | ada@corp.example  | ada@corp.example | AD Attribute    | succeeds | succeeds                 | succeeds              | succeeds              |
        | D-14  | an alias as email ID                     | Ada    | ames@corp.example | ada@corp.example | inSync email ID | succeeds | fails with EUSERNOTFOUND | fails with #100000011 | fails with #100000011 |
        | D-15  | an alias as email ID, under AD Attribute | Ada    | ames@corp.example | ada@corp.example | AD Attribute    | succeeds | succeeds                 | fails with #100000011 | succeeds              |

      Examples: The two addresses differ, the setting is inSync email ID
        | row  | situation                          | person | inSync email ID       | AD attribute     | setting         | Exchange                 | OneDrive                 | by email ID           | by setting            |
        | AZ-1 | the UPN was mapped, no email       | Max    | max@corp.example      |                  | inSync email ID | succeeds                 | succeeds                 | fails with #100000011 | fails with #100000011 |
        | D-01 | imported by UPN                    | Lia    | lia@corp.example      |                  | inSync email ID | succeeds                 | succeeds                 | fails with #100000011 | fails with #100000011 |
        | D-02 | mapped, the setting forgotten      | Lia    | lia.lund@corp.example | lia@corp.example | inSync email ID | succeeds                 | fails with EUSERNOTFOUND | succeeds              | succeeds              |
        | D-04 | an alias as email ID               | Lia    | hello@corp.example    | lia@corp.example | inSync email ID | succeeds                 | fails with EUSERNOTFOUND | fails with #100000011 | fails with #100000011 |
        | D-06 | an unknown email ID                | Lia    | zed@other.example     | lia@corp.example | inSync email ID | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND | fails without a code  | fails without a code  |
        | D-16 | the UPN is no alias of the mailbox | Eve    | eve@corp.example      |                  | inSync email ID | succeeds                 | succeeds                 | fails with #100000011 | fails with #100000011 |

      Examples: The two addresses differ, the setting is AD Attribute
        | row  | situation                                    | person | inSync email ID       | AD attribute          | setting      | Exchange                 | OneDrive                 | by email ID           | by setting            |
        | D-03 | the remedy of the article                    | Lia    | lia.lund@corp.example | lia@corp.example      | AD Attribute | succeeds                 | succeeds                 | succeeds              | fails with #100000011 |
        | D-05 | an alias as email ID                         | Lia    | hello@corp.example    | lia@corp.example      | AD Attribute | succeeds                 | succeeds                 | fails with #100000011 | fails with #100000011 |
        | D-07 | an unknown email ID                          | Lia    | zed@other.example     | lia@corp.example      | AD Attribute | succeeds                 | succeeds                 | fails without a code  | fails with #100000011 |
        | D-08 | the email was mapped to the attribute        | Lia    | lia.lund@corp.example | lia.lund@corp.example | AD Attribute | succeeds                 | fails with EUSERNOTFOUND | succeeds              | succeeds              |
        | D-09 | the attribute holds an alias                 | Lia    | lia.lund@corp.example | hello@corp.example    | AD Attribute | succeeds                 | fails with EUSERNOTFOUND | succeeds              | fails with #100000011 |
        | D-10 | the attribute holds a UPN of long ago        | Lia    | lia.lund@corp.example | lia.old@corp.example  | AD Attribute | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND | succeeds              | fails without a code  |
        | D-11 | the attribute never arrived                  | Lia    | lia.lund@corp.example |                       | AD Attribute | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND | succeeds              | fails without a code  |
        | D-12 | imported by UPN, the attribute never arrived | Lia    | lia@corp.example      |                       | AD Attribute | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND | fails with #100000011 | fails without a code  |
        | D-13 | the setting changed, the email ID did not    | Lia    | lia@corp.example      | lia@corp.example      | AD Attribute | succeeds                 | succeeds                 | fails with #100000011 | fails with #100000011 |
