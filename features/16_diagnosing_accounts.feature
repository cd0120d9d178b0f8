Feature: Diagnosing a tenant: accounts and email IDs

  What a diagnosis finds about the accounts of inSync, and about the email IDs that they
  need. Each example shows a problem by its code, and then what the lab does.

  Rule: Accounts that must be looked at before anything is mapped

    Background:
      Given these exports:
        """
        okta.csv
        Username,Primary email
        sam@corp.example,sam.soto@corp.example
        max@corp.example,max.moor@corp.example
        ada@corp.example,ada@corp.example

        insync.csv
        User Name,User Email,User Status
        Sam Soto,sam@corp.example,Active
        Max Moor,max@corp.example,Active
        Max Moor,max.moor@corp.example,Active
        Ada Ames,ada@corp.example,Preserved

        microsoft365.csv
        User principal name,Proxy addresses
        sam@corp.example,SMTP:sam.soto@corp.example+smtp:sam@corp.example
        max@corp.example,SMTP:max.moor@corp.example+smtp:max@corp.example
        ada@corp.example,SMTP:ada@corp.example
        """
      And the Exchange Online of Sam was backed up

    @R10
    Example: Mapped now, Sam gets a second account without his backups
      When support diagnoses the tenant
      Then the problems of "sam@corp.example" are duplicate_ahead
      And the diagnosis says of "sam@corp.example":
        | accounts_if_remapped_now | change_email_id_to    |
        | 2                        | sam.soto@corp.example |
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then Sam has 2 inSync accounts
      And the accounts of Sam hold 1 and 0 snapshots

    @A4
    Example: Max has two accounts, and the second has the email ID that the first needs
      When support diagnoses the tenant
      Then the problems of "max@corp.example" are already_twice
      And the diagnosis says of "max@corp.example":
        | accounts_if_remapped_now | change_email_id_to | onedrive_backup_after |
        | 2                        |                    | EUSERNOTFOUND         |
      When the inSync admin changes the inSync email ID of the account "max@corp.example" to "max.moor@corp.example"
      Then inSync refuses and says "max.moor@corp.example is the email ID of another account"
      When the procedure is followed with the change request
      Then Max has 2 inSync accounts
      When inSync backs up the OneDrive of the account "max@corp.example"
      Then the backup fails with EUSERNOTFOUND

    @F10
    Example: The account of Ada is preserved
      When support diagnoses the tenant
      Then the problems of "ada@corp.example" are preserved
      And the diagnosis says of "ada@corp.example":
        | onedrive_backup_now | exchange_backup_now | onedrive_backup_after |
        | not started         | not started         | not started           |
      When inSync backs up the OneDrive of Ada
      Then no backup is started because "the account is preserved"
      When the procedure is followed with the change request
      And inSync backs up the OneDrive of Ada
      Then no backup is started because "the account is preserved"
