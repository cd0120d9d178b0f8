Feature: Troubleshooting

  Start here with the symptom a customer reports. Each example shows the
  symptom, then the remedy, then the symptom gone; for second accounts, which
  no remedy of the article takes away, the order in which none comes about.

  Background:
    Given Sam and Ada are in Okta and in Microsoft 365

  @R07 @R09
  Rule: OneDrive fails with EUSERNOTFOUND

    Example: The email was mapped, the setting was forgotten
      Given the Druva app maps both UPN and email
      And the users were imported from Okta
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
        | Ada    | succeeds                 | succeeds        |
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds

    @R05
    Example: The setting was changed before Okta sent the UPN
      Given the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online          |
        | Sam    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |
        | Ada    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |
      When the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin maps both UPN and email
      And the users are imported from Okta
      And inSync backs up everyone
      Then every backup succeeds

    @R13
    Example: The email was mapped where the login belongs
      Given the userPrincipalName attribute was added with Data type "string"
      And the Druva app maps "user.email" to "userPrincipalName"
      And the Druva app maps "user.email" to "userName"
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up the OneDrive of Sam
      Then the backup fails with EUSERNOTFOUND
      When the Okta admin maps "user.login" to "userPrincipalName"
      And the users are imported from Okta
      And inSync backs up the OneDrive of Sam
      Then the backup succeeds

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

  @R10 @R11
  Rule: Everyone is there twice

    Example: The mapping was changed before the email IDs
      Given the users were imported from Okta
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then Sam has 2 inSync accounts

    Example: The same change in the right order
      Given the users were imported from Okta
      When the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then nobody has more than one account
