Feature: People who will never be in Okta

  A contractor or a mailbox of a machine has an account in inSync, and no Okta
  user. Nothing stores a UPN for it, so under AD Attribute it has nothing to
  present. What is possible depends on whether its two addresses differ, and on
  Access user accounts using, which counts for the whole tenant.

  Background:
    Given Lia is in Microsoft 365
    And inSync holds Lia as "lia.lund@corp.example"

  Rule: Under AD Attribute nothing is backed up, and what was backed up before can be restored

    @R03 @R05 @A4
    Example: The backups fail, and what was backed up before comes back
      Given the Exchange Online of Lia was backed up
      And the mailbox of Lia was emptied
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up everyone
      Then 1 Exchange Online, 1 OneDrive backups fail with EUSERNOTFOUND
      When inSync restores the Exchange Online of Lia
      Then the restore succeeds
      And the mailbox of Lia holds what was backed up before

  @F53
  Rule: With an AD/LDAP User Name everything of a person is backed up and restored

    @R01 @R03
    Example: The UPN of Lia is entered by hand, and the setting stays AD Attribute
      Given users of the profile "Default" log in with AD/LDAP
      And inSync accesses user accounts using "AD Attribute"
      When the inSync admin enters "lia@corp.example" as the "AD/LDAP User Name" of Lia
      And inSync backs up the OneDrive of Lia
      Then the backup succeeds
      And inSync has presented "lia@corp.example" to Microsoft 365
      When inSync backs up the Exchange Online of Lia
      Then the backup succeeds
      When inSync restores the Exchange Online of Lia
      Then the restore succeeds

  Rule: With one address for both everything works under inSync email ID

    @R01 @R03 @R04
    Example: Lia has one address, and everything succeeds once the setting is inSync email ID
      Given the UPN of Lia was changed to "lia.lund@corp.example"
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up everyone
      Then 1 Exchange Online, 1 OneDrive backups fail with EUSERNOTFOUND
      When the inSync admin sets Access user accounts using to "inSync email ID"
      And inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of Lia
      Then the restore succeeds

  @R04
  Rule: With two addresses and inSync email ID one of the apps is left out

    @R01 @R03
    Example: By her primary address her mail is backed up and restored, and her OneDrive is not backed up
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Lia    | fails with EUSERNOTFOUND | succeeds        |
      When inSync restores the Exchange Online of Lia
      Then the restore succeeds

    @R08
    Example: By her UPN both are backed up, and her mailbox cannot be restored
      When the inSync admin changes the inSync email ID of Lia to "lia@corp.example"
      And inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of Lia
      Then the restore fails with #100000011
      When the inSync admin changes the inSync email ID of Lia to "lia.lund@corp.example"
      And inSync restores the Exchange Online of Lia
      Then the restore succeeds
