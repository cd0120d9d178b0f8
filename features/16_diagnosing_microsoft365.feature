Feature: Diagnosing a tenant: what is missing in Microsoft 365

  No mapping brings a mailbox or a OneDrive. A diagnosis says by a code who lacks one before
  the procedure and after it. Each example shows one, and then what the lab does.

  Background:
    Given these exports:
      """
      okta.csv
      Username,Primary email
      eve@corp.example,eve@corp.example
      noa@corp.example,noa@corp.example
      kim@corp.example,kim@corp.example

      insync.csv
      User Name,User Email
      Eve Ek,eve@corp.example
      Noa Nash,noa@corp.example
      Kim Koch,kim@corp.example
      Sales desk,sales@corp.example
      Paula Pohl,paula@partner.example

      microsoft365.csv
      User principal name,Proxy addresses,Licenses,RecipientTypeDetails,userType
      noa@corp.example,SMTP:noa@corp.example,OneDrive for Business (Plan 1),,Member
      kim@corp.example,SMTP:kim@corp.example,Exchange Online (Plan 1),UserMailbox,Member
      sales@corp.example,SMTP:sales@corp.example,Unlicensed,SharedMailbox,Member
      paula_partner.example#EXT#@corp.onmicrosoft.example,SMTP:paula@partner.example,Unlicensed,,Guest
      """

  Rule: Who lacks something in Microsoft 365 lacks it after the procedure

    @R01 @R07
    Example: Eve is not in Microsoft 365
      When support diagnoses the tenant
      Then the problems of "eve@corp.example" are not_in_microsoft365
      And the diagnosis says of "eve@corp.example":
        | upn | onedrive_backup_now | onedrive_backup_after |
        |     | EUSERNOTFOUND       | EUSERNOTFOUND         |
      When the procedure is followed with the change request
      And inSync backs up the OneDrive of Eve
      Then the backup fails with EUSERNOTFOUND
      And the cause is "Microsoft 365 does not know the address"

    @F09
    Example: The license of Noa covers no mailbox
      When support diagnoses the tenant
      Then the problems of "noa@corp.example" are no_mailbox
      And the diagnosis says of "noa@corp.example":
        | onedrive_backup_after | exchange_backup_after |
        | succeeds              | EUSERNOTFOUND         |
      When the procedure is followed with the change request
      And inSync backs up the OneDrive of Noa
      Then the backup succeeds
      When inSync backs up the Exchange Online of Noa
      Then the backup fails with EUSERNOTFOUND
      And the cause is "no mailbox has the address"

    @F09
    Example: The license of Kim covers no OneDrive
      When support diagnoses the tenant
      Then the problems of "kim@corp.example" are no_onedrive
      And the diagnosis says of "kim@corp.example":
        | onedrive_backup_after | exchange_backup_after |
        | EUSERNOTFOUND         | succeeds              |
      When the procedure is followed with the change request
      And inSync backs up the Exchange Online of Kim
      Then the backup succeeds
      When inSync backs up the OneDrive of Kim
      Then the backup fails with EUSERNOTFOUND
      And the cause is "the user has no OneDrive"

  Rule: Mailboxes of nobody, and people of other companies

    @F08 @A4
    Example: The mailbox of the sales desk is shared
      When support diagnoses the tenant
      Then the problems of "sales@corp.example" are not_in_okta, no_onedrive, shared_mailbox
      And the diagnosis says of "sales@corp.example":
        | exchange_backup_now | exchange_backup_after |
        | succeeds            | EUSERNOTFOUND         |
      When inSync backs up the shared mailbox "sales@corp.example"
      Then the backup succeeds
      When the procedure is followed with the change request
      And inSync backs up the shared mailbox "sales@corp.example"
      Then the backup fails with EUSERNOTFOUND
      And inSync has presented nothing to Microsoft 365

    @F64
    Example: Paula is a guest
      When support diagnoses the tenant
      Then the problems of "paula@partner.example" are not_in_okta, no_mailbox, no_onedrive, guest
      And the diagnosis says of "paula@partner.example":
        | onedrive_backup_now | exchange_backup_now | exchange_backup_after |
        | EUSERNOTFOUND       | EUSERNOTFOUND       | EUSERNOTFOUND         |
      When inSync backs up the Exchange Online of the account "paula@partner.example"
      Then the backup fails with EUSERNOTFOUND
      When inSync backs up the OneDrive of the account "paula@partner.example"
      Then the backup fails with EUSERNOTFOUND
