Feature: Diagnosing a tenant

  A customer has thousands of users. Mailboxes cannot be restored, and nobody dares to
  change the mapping. Three exports tell who is affected, what happens if the mapping is
  changed now, and which email IDs have to be changed first. Here the people of the exports
  are in the lab as well: the diagnosis says what will happen, and then it happens.

  Background:
    Given these exports:
      """
      okta.csv
      Username,Primary email,Status
      sam@corp.example,sam.soto@corp.example,ACTIVE
      ada@corp.example,ada@corp.example,ACTIVE
      max@corp.example,max.moor@corp.example,ACTIVE

      insync.csv
      User Name,User Email,User Status
      Sam Soto,sam@corp.example,Active
      Ada Ames,ada@corp.example,Active

      microsoft365.csv
      User principal name,Proxy addresses,Licenses
      sam@corp.example,SMTP:sam.soto@corp.example+smtp:sam@corp.example,Office 365 E3
      ada@corp.example,SMTP:ada@corp.example,Office 365 E3
      max@corp.example,SMTP:max.moor@corp.example+smtp:max@corp.example,Office 365 E3
      """

  Rule: The exports tell how backups and restores end today

    @R03 @R08 @A1
    Example: Backups succeed, and the mailbox of Sam cannot be restored
      When support diagnoses the tenant
      Then the diagnosis says:
        | insync_email_id  | onedrive_backup_now | exchange_backup_now | exchange_restore_now |
        | ada@corp.example | succeeds            | succeeds            | succeeds             |
        | sam@corp.example | succeeds            | succeeds            | #100000011           |
        |                  | no account          | no account          | no account           |
      When inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of Ada
      Then the restore succeeds
      When inSync restores the Exchange Online of Sam
      Then the restore fails with #100000011

  Rule: The exports tell what comes of a mapping that is changed now

    @R10
    Example: Sam gets a second account, Ada keeps one, and Max gets his first
      When support diagnoses the tenant
      Then the diagnosis says:
        | okta_login       | accounts_if_remapped_now |
        | ada@corp.example | 1                        |
        | sam@corp.example | 2                        |
        | max@corp.example | 1                        |
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then Ada has 1 inSync account
      And Sam has 2 inSync accounts
      And Max has 1 inSync account

  Rule: The change request is what support needs for the bulk change

    @R09 @R11 @R15 @A65
    Example: From three exports to a tenant where everything works
      When support diagnoses the tenant
      Then the change request is:
        """
        inSync email ID,New inSync email ID
        sam@corp.example,sam.soto@corp.example
        """
      And the diagnosis says:
        | okta_login       | onedrive_backup_after | exchange_backup_after | exchange_restore_after |
        | ada@corp.example | succeeds              | succeeds              | succeeds               |
        | sam@corp.example | succeeds              | succeeds              | succeeds               |
        | max@corp.example | succeeds              | succeeds              | succeeds               |
      When support changes the inSync email IDs from the change request
      And the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute     |
        | Ada    | ada@corp.example      | ada@corp.example |
        | Sam    | sam.soto@corp.example | sam@corp.example |
        | Max    | max.moor@corp.example | max@corp.example |
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of everyone
      Then every restore succeeds

    @R15 @A65
    Example: The undo file takes the change back
      When support diagnoses the tenant
      And support changes the inSync email IDs from the change request
      Then the inSync email ID of Sam is "sam.soto@corp.example"
      When support changes the inSync email IDs from the undo file
      Then inSync holds these accounts:
        | person | inSync email ID  |
        | Ada    | ada@corp.example |
        | Sam    | sam@corp.example |
