Feature: When Exchange Web Services are switched off

  Microsoft closes Exchange Web Services (EWS) to apps, tenant by tenant, with 403.
  In Exchange Online PowerShell, Get-OrganizationConfig shows EwsEnabled and
  EwsAllowedAppIDs, and Get-CASMailbox the EwsEnabled of one mailbox: both must
  allow EWS. A change can take 24 hours. Druva documents EWS for mail, and
  permissions for Microsoft Graph. Which of them inSync uses decides what stops.

  @R08 @F41 @A74
  Rule: Of a restore that fails, ask first what was refused: EWS, or the address

    Background:
      Given Sam and Ada are in Okta and in Microsoft 365
      And the users were imported from Okta
      And the Exchange Online of Sam was backed up
      And the Exchange Online of Ada was backed up

    Example: The address of Sam is refused: only his restore fails
      When inSync restores the Exchange Online of Sam
      Then the restore fails with #100000011
      And the job says "Server not reachable. (#100000011)"
      And Microsoft 365 said "The primary SMTP address must be specified."
      And the cause is "the address is not the primary SMTP address"
      When inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of Ada
      Then the restore succeeds

    Example: EWS are refused: nobody's mail is restored or backed up
      Given Microsoft 365 has EWS switched off
      When inSync restores the Exchange Online of Ada
      Then the restore fails without a code
      And Microsoft 365 said "HTTP 403 Forbidden"
      And the cause is "Microsoft 365 does not let inSync use Exchange Web Services"
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive | Exchange Online      |
        | Sam    | succeeds | fails without a code |
        | Ada    | succeeds | fails without a code |

  @F41
  Rule: An app on the allow list goes on, and no other

    Background:
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the Exchange Online of Ada was backed up

    Example: inSync is put on the list
      Given only another app is on the EWS allow list
      When inSync backs up the Exchange Online of Ada
      Then the backup fails without a code
      And Microsoft 365 said "HTTP 403 Forbidden"
      When Microsoft 365 puts only inSync on the EWS allow list
      And inSync backs up the Exchange Online of Ada
      Then the backup succeeds
      When inSync restores the Exchange Online of Ada
      Then the restore succeeds

    Example: Switched off, EWS answer nobody on the list, until they are switched on
      Given only inSync is on the EWS allow list
      And Microsoft 365 has EWS switched off
      When inSync backs up the Exchange Online of Ada
      Then the backup fails without a code
      And Microsoft 365 said "HTTP 403 Forbidden"
      When Microsoft 365 switches EWS on
      And inSync backs up the Exchange Online of Ada
      Then the backup succeeds

  @F41 @A53
  Rule: What stops without EWS is what inSync uses them for

    Background:
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the Exchange Online of Ada was backed up
      And the OneDrive of Ada was backed up
      And Microsoft 365 has EWS switched off

    Scenario Outline: <reading>: the backup <backup>, the restore <restore>
      Given assumption A53 is read as "<reading>"
      When inSync backs up the Exchange Online of Ada
      And inSync restores the Exchange Online of Ada
      Then the backup <backup>
      And the restore <restore>

      Examples:
        | reading                      | backup               | restore              |
        | EWS for both                 | fails without a code | fails without a code |
        | Graph for both               | succeeds             | succeeds             |
        | Graph backs up, EWS restores | succeeds             | fails without a code |

    Example: Files do not need EWS
      When inSync backs up the OneDrive of Ada
      And inSync restores the OneDrive of Ada to a new folder
      Then the backup succeeds
      And the restore succeeds

  @A53
  Rule: A restore over Microsoft Graph needs no primary SMTP address

    Background:
      Given Lia is in Microsoft 365
      And inSync holds Lia as "lia.lund@corp.example"
      And the Exchange Online of Lia was backed up
      And the mailbox of Lia was emptied

    @R02 @R03 @R08
    Scenario Outline: <reading>, by <offer>: the backup <backup>, the restore <restore>
      Given assumption A53 is read as "<reading>"
      And the inSync email ID of Lia was changed to "<inSync email ID>"
      When inSync restores the Exchange Online of Lia
      And inSync backs up the Exchange Online of Lia
      Then the restore <restore>
      And the backup <backup>

      Examples:
        | reading                      | offer    | inSync email ID    | backup   | restore               |
        | EWS for both                 | her UPN  | lia@corp.example   | succeeds | fails with #100000011 |
        | EWS for both                 | an alias | hello@corp.example | succeeds | fails with #100000011 |
        | Graph for both               | her UPN  | lia@corp.example   | succeeds | succeeds              |
        | Graph for both               | an alias | hello@corp.example | succeeds | succeeds              |
        | Graph backs up, EWS restores | her UPN  | lia@corp.example   | succeeds | fails with #100000011 |
        | Graph backs up, EWS restores | an alias | hello@corp.example | succeeds | fails with #100000011 |

    Example: An address that nobody has fails with another code
      Given assumption A53 is read as "Graph for both"
      And the inSync email ID of Lia was changed to "nobody@corp.example"
      When inSync restores the Exchange Online of Lia
      Then the restore fails with EUSERNOTFOUND

    @F66
    Example: Graph refuses mail until the admin consents to what it asks for
      Given assumption A53 is read as "Graph for both"
      And inSync has no consent to Mail.ReadWrite
      When inSync backs up the Exchange Online of Lia
      Then the backup fails without a code
      And Microsoft 365 said "ErrorAccessDenied"
      And the cause is "inSync has no access to Microsoft 365"
      When the inSync admin reinstalls the Microsoft 365 app
      And inSync backs up the Exchange Online of Lia
      Then the backup succeeds

    @A72
    Example: What Graph restores from MIME is there byte for byte, as drafts
      Given assumption A53 is read as "Graph for both"
      When inSync restores the Exchange Online of Lia
      Then the restore succeeds
      And the mailbox of Lia holds what was backed up before
      And every message of Lia is a draft
