Feature: Diagnosing a tenant: what the procedure does not cure

  The article's procedure makes two addresses right. It does not make addresses of Okta and
  Microsoft 365 equal, and it brings nobody a mailbox. A diagnosis says by a code what
  remains. Each example shows one, and then what the lab does after the whole procedure.

  Rule: Okta and Microsoft 365 have different addresses of a person

    Background:
      Given these exports:
        """
        okta.csv
        Username,Primary email
        sam@branch.example,sam.soto@corp.example
        lia@corp.example,hello@corp.example

        insync.csv
        User Name,User Email
        Sam Soto,sam.soto@corp.example
        Lia Lund,lia@corp.example

        microsoft365.csv
        User principal name,Proxy addresses
        sam@corp.example,SMTP:sam.soto@corp.example+smtp:sam@corp.example
        lia@corp.example,SMTP:lia.lund@corp.example+smtp:lia@corp.example+smtp:hello@corp.example
        """

    @R01 @R07
    Example: The login of Sam is not his UPN
      When support diagnoses the tenant
      Then the problems of "sam.soto@corp.example" are login_is_not_upn
      And the diagnosis says of "sam.soto@corp.example":
        | onedrive_backup_now | onedrive_backup_after |
        | EUSERNOTFOUND       | EUSERNOTFOUND         |
      When inSync backs up the OneDrive of Sam
      Then the backup fails with EUSERNOTFOUND
      When the procedure is followed with the change request
      And inSync backs up the OneDrive of Sam
      Then the backup fails with EUSERNOTFOUND
      And inSync has presented "sam@branch.example" to Microsoft 365

    @R03 @R08 @A1
    Example: The Okta email of Lia is an alias
      Given the Exchange Online of Lia was backed up
      When support diagnoses the tenant
      Then the problems of "lia@corp.example" are duplicate_ahead, email_is_not_primary_smtp
      And the diagnosis says of "lia@corp.example":
        | change_email_id_to | exchange_backup_after | exchange_restore_after |
        | hello@corp.example | succeeds              | #100000011             |
      When the procedure is followed with the change request
      And inSync backs up the Exchange Online of Lia
      Then the backup succeeds
      When inSync restores the Exchange Online of Lia
      Then the restore fails with #100000011

  @R05 @A4
  Rule: Okta does not send the UPN of a person

    Background:
      Given these exports:
        """
        okta.csv
        User Id,Username,Primary email,Status
        00u1,max@corp.example,max@corp.example,DEPROVISIONED
        00u2,kim@corp.example,kim@corp.example,ACTIVE

        app-users.csv
        id,userName,externalId
        00u1,max@corp.example,1

        insync.csv
        User Name,User Email
        Ada Ames,ada@corp.example
        Max Moor,max@corp.example
        Kim Koch,kim@corp.example

        microsoft365.csv
        User principal name,Proxy addresses
        ada@corp.example,SMTP:ada@corp.example
        max@corp.example,SMTP:max@corp.example
        kim@corp.example,SMTP:kim@corp.example
        """

    Scenario Outline: <person> is backed up until the setting is AD Attribute
      When support diagnoses the tenant
      Then the problems of "<email ID>" are <problem>
      And the diagnosis says of "<email ID>":
        | exchange_backup_now | exchange_backup_after |
        | succeeds            | EUSERNOTFOUND         |
      When inSync backs up the Exchange Online of <person>
      Then the backup succeeds
      When the procedure is followed with the change request
      And inSync backs up the Exchange Online of <person>
      Then the backup fails with EUSERNOTFOUND
      And inSync has presented nothing to Microsoft 365

      Examples:
        | person | email ID         | problem             |
        | Ada    | ada@corp.example | not_in_okta         |
        | Max    | max@corp.example | deactivated_in_okta |
        | Kim    | kim@corp.example | not_assigned        |
