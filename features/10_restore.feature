Feature: Restoring to Microsoft 365

  A successful backup does not prove that a restore works. A restore writes, and
  Exchange Web Services let a mailbox be written to by its primary SMTP address
  only. What is tagged A53 holds while inSync restores mail over them.

  @R03 @A53
  Rule: A mailbox is restored to its SMTP address alone

    Scenario Outline: The mailbox is restored under <offer>
      Given Lia is in Microsoft 365
      And inSync holds Lia as "lia@corp.example"
      And the Exchange Online of Lia was backed up
      And the mailbox of Lia was emptied
      And the inSync email ID of Lia was changed to "<inSync email ID>"
      When inSync restores the Exchange Online of Lia
      Then the restore <ends>

      Examples: Accepted
        | offer            | inSync email ID       | ends     |
        | her SMTP address | lia.lund@corp.example | succeeds |

      @A3
      Examples: Accepted in any case
        | offer                        | inSync email ID       | ends     |
        | her SMTP address in capitals | LIA.LUND@CORP.EXAMPLE | succeeds |

      @R08
      Examples: Rejected although it opens the mailbox for a backup
        | offer     | inSync email ID    | ends                  |
        | her UPN   | lia@corp.example   | fails with #100000011 |
        | her alias | hello@corp.example | fails with #100000011 |

      Examples: Rejected
        | offer              | inSync email ID     | ends                 |
        | an unknown address | nobody@corp.example | fails without a code |

    @R08
    Example: What the console and the log say when it fails
      Given Lia is in Microsoft 365
      And inSync holds Lia as "lia@corp.example"
      And the Exchange Online of Lia was backed up
      When inSync restores the Exchange Online of Lia
      Then the restore fails with #100000011
      And the job says "Server not reachable. (#100000011)"
      And Microsoft 365 said "The primary SMTP address must be specified."

  @A1 @A53
  Rule: The setting moves backups, not restores

    Background:
      Given Sam is in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      And the Exchange Online of Sam was backed up

    @R09
    Example: With everything in place the mailbox comes back
      Given the mailbox of Sam was emptied
      When inSync restores the Exchange Online of Sam
      Then the restore succeeds
      And inSync has presented "sam.soto@corp.example" to Microsoft 365
      And the mailbox of Sam holds what was backed up before

    Example: If the assumption is wrong: the restore follows the setting and fails
      Given assumption A1 is read as "the setting"
      When inSync restores the Exchange Online of Sam
      Then the restore fails with #100000011
      And inSync has presented "sam@corp.example" to Microsoft 365

  Rule: A restore gives back byte for byte what was backed up

    Background:
      Given Ada and Lia are in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      And the Exchange Online of Ada was backed up
      And the OneDrive of Ada was backed up

    @R03
    Example: An emptied mailbox holds every message again
      Given the mailbox of Ada was emptied
      When inSync restores the Exchange Online of Ada
      Then the restore succeeds
      And the mailbox of Ada holds what was backed up before

    @A9
    Example: What is still there is not written twice
      When inSync restores the Exchange Online of Ada
      Then the restore succeeds
      And the restore wrote 0 items
      And the mailbox of Ada holds what was backed up before

    @R03
    Example: A new folder takes everything once more
      When inSync restores the Exchange Online of Ada to a new folder
      Then the restore succeeds
      And the mailbox of Ada holds a new folder with what was backed up before

    @R03
    Example: Another user receives the mail
      When inSync restores the Exchange Online of Ada to Lia
      Then the restore succeeds
      And the mailbox of Lia holds a new folder with what was backed up before

    @A5
    Example: A OneDrive is restored under the address it is backed up with
      Given the OneDrive of Ada was emptied
      When inSync restores the OneDrive of Ada
      Then the restore succeeds
      And the OneDrive of Ada holds what was backed up before

  @A5
  Rule: OneDrive restore presents what OneDrive backup presents

    Example: With the setting on AD Attribute it presents the UPN
      Given Sam is in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      And the OneDrive of Sam was backed up
      And the OneDrive of Sam was emptied
      When inSync restores the OneDrive of Sam
      Then the restore succeeds
      And inSync has presented "sam@corp.example" to Microsoft 365
