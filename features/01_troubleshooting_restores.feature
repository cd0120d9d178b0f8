Feature: Troubleshooting: a mailbox cannot be restored

  The restore ends with Server not reachable (#100000011). The email ID is the
  address that a restore presents, whatever the setting says, and it is not the
  primary SMTP address.

  Background:
    Given Sam, Ada and Lia are in Okta and in Microsoft 365

  @R08 @R09
  Rule: The mailbox cannot be restored

    Example: The users were imported by UPN
      Given the users were imported from Okta
      And the Exchange Online of Sam was backed up
      And the mailbox of Sam was emptied
      When inSync restores the Exchange Online of Sam
      Then the restore fails with #100000011
      When the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin maps both UPN and email
      And the users are imported from Okta
      And inSync restores the Exchange Online of Sam
      Then the restore succeeds
      And the mailbox of Sam holds what was backed up before
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds

    @R02
    Example: Okta holds an alias as email: every backup succeeds, and the restore fails with #100000011
      Given the primary SMTP address of Sam was changed to "soto@corp.example"
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of Sam
      Then the restore fails with #100000011
      When the Okta admin changes the email of Sam to "soto@corp.example"
      And inSync restores the Exchange Online of Sam
      Then the restore succeeds
