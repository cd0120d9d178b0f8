Feature: Backing up Microsoft 365

  For every backup inSync presents the address that Access user accounts using
  chooses. OneDrive answers to the UPN, Exchange Online to any address it knows.

  @R01
  Rule: OneDrive answers to the UPN alone

    Scenario Outline: OneDrive is presented with <offer>
      Given Lia is in Microsoft 365
      And inSync holds Lia as "<inSync email ID>"
      When inSync backs up the OneDrive of Lia
      Then the backup <ends>

      Examples: Accepted
        | offer   | inSync email ID  | ends     |
        | her UPN | lia@corp.example | succeeds |

      @A3
      Examples: Accepted in any case
        | offer               | inSync email ID  | ends     |
        | her UPN in capitals | LIA@CORP.EXAMPLE | succeeds |

      @R07
      Examples: Rejected
        | offer              | inSync email ID       | ends                     |
        | her SMTP address   | lia.lund@corp.example | fails with EUSERNOTFOUND |
        | her alias          | hello@corp.example    | fails with EUSERNOTFOUND |
        | an unknown address | nobody@corp.example   | fails with EUSERNOTFOUND |

  @R02
  Rule: Exchange Online answers to the UPN, the SMTP address or an alias

    Scenario Outline: Exchange Online is presented with <offer>
      Given <person> is in Microsoft 365
      And inSync holds <person> as "<inSync email ID>"
      When inSync backs up the Exchange Online of <person>
      Then the backup <ends>

      @A73
      Examples: Accepted
        | offer                           | person | inSync email ID       | ends     |
        | the SMTP address                | Lia    | lia.lund@corp.example | succeeds |
        | an alias that is not the UPN    | Lia    | hello@corp.example    | succeeds |
        | the UPN, which is an alias here | Lia    | lia@corp.example      | succeeds |

      @A6
      Examples: Accepted although it is no alias
        | offer                              | person | inSync email ID  | ends     |
        | the UPN, which is no alias of hers | Eve    | eve@corp.example | succeeds |

      @A3
      Examples: Accepted in any case
        | offer                | person | inSync email ID    | ends     |
        | an alias in capitals | Lia    | HELLO@CORP.EXAMPLE | succeeds |

      Examples: Rejected
        | offer              | person | inSync email ID     | ends                     |
        | an unknown address | Lia    | nobody@corp.example | fails with EUSERNOTFOUND |

  @R04 @R05 @R09
  Rule: Access user accounts using decides which address is presented

    Background:
      Given Sam is in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And the users were imported from Okta

    Scenario Outline: With "<setting>" the <app> backup <ends>
      Given inSync accesses user accounts using "<setting>"
      When inSync backs up the <app> of Sam
      Then inSync has presented "<address>" to Microsoft 365
      And the backup <ends>

      Examples:
        | setting         | app             | address               | ends                     |
        | inSync email ID | OneDrive        | sam.soto@corp.example | fails with EUSERNOTFOUND |
        | inSync email ID | Exchange Online | sam.soto@corp.example | succeeds                 |
        | AD Attribute    | OneDrive        | sam@corp.example      | succeeds                 |
        | AD Attribute    | Exchange Online | sam@corp.example      | succeeds                 |

  Rule: The same code has other causes, which a remapping does not cure

    @F09
    Example: A OneDrive that was never opened, and then is
      Given Kim is in Microsoft 365 without a OneDrive
      And inSync holds Kim as "kim@corp.example"
      When inSync backs up the OneDrive of Kim
      Then the backup fails with EUSERNOTFOUND
      And the cause is "the user has no OneDrive"
      When Kim opens OneDrive
      And inSync backs up the OneDrive of Kim
      Then the backup succeeds

    @F09
    Example: A user without an Exchange Online license
      Given Noa is in Microsoft 365 without a mailbox
      And inSync holds Noa as "noa@corp.example"
      When inSync backs up the Exchange Online of Noa
      Then the backup fails with EUSERNOTFOUND
      And the cause is "no mailbox has the address"
      When Noa gets an Exchange Online license
      And inSync backs up everyone
      Then every backup succeeds

    @R07
    Example: An address nobody has
      Given inSync holds Kim as "kim@corp.example"
      When inSync backs up the OneDrive of Kim
      Then the backup fails with EUSERNOTFOUND
      And the cause is "Microsoft 365 does not know the address"

  @A8
  Rule: Without an active, licensed account no backup is started

    Background:
      Given Ada and Lia are in Okta and in Microsoft 365
      And the users were imported from Okta

    @F10
    Example: A preserved account is left alone
      When the inSync admin preserves the account of Ada
      And inSync backs up the Exchange Online of Ada
      Then no backup is started because "the account is preserved"

    Example: An account beyond the licenses is left alone
      Given inSync has 1 license
      And the Exchange Online of Ada was backed up
      When inSync backs up the Exchange Online of Lia
      Then no backup is started because "the account has no license"

  @F65
  Rule: A backup keeps what is there and fetches only what is new

    Background:
      Given Ada is in Okta and in Microsoft 365
      And the users were imported from Okta

    Example: The second backup fetches the one new message
      Given the Exchange Online of Ada was backed up
      And Ada received the message "Minutes"
      When inSync backs up the Exchange Online of Ada
      Then the backup fetched 1 item
      And the latest snapshot holds everything in the mailbox of Ada

    Example: A mailbox of more than one page is kept whole
      Given Ada received 23 messages
      When inSync backs up the Exchange Online of Ada
      Then the latest snapshot holds everything in the mailbox of Ada
