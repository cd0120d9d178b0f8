Feature: Troubleshooting: one person fails

  The tenant is remapped and works, but for one person. Then the mapping and the
  setting are right, and something of that person's own is not.

  Background:
    Given Sam and Ada are in Okta and in Microsoft 365
    And the Druva app maps both UPN and email

  @F09
  Rule: What Microsoft 365 does not have cannot be backed up

    @R07
    Example: Kim never opened OneDrive
      Given Kim is in Microsoft 365 without a OneDrive
      And Kim is in Okta
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up the OneDrive of Kim
      Then the backup fails with EUSERNOTFOUND
      And the cause is "the user has no OneDrive"
      When Kim opens OneDrive
      And inSync backs up everyone
      Then every backup succeeds

    Example: Noa has no Exchange Online license
      Given Noa is in Microsoft 365 without a mailbox
      And Noa is in Okta
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up the Exchange Online of Noa
      Then the backup fails with EUSERNOTFOUND
      And the cause is "no mailbox has the address"
      When Noa gets an Exchange Online license
      And inSync backs up everyone
      Then every backup succeeds
