Feature: Troubleshooting

  Start here with the symptom a customer reports. Each example shows the
  symptom, then the remedy, then the symptom gone. Duplicate accounts have no
  remedy in the article; the ways out are the next chapter.

  Background:
    Given Sam, Ada and Lia are in Okta and in Microsoft 365

  @R07 @R09
  Rule: OneDrive fails with EUSERNOTFOUND

    @R04
    Example: The setting was forgotten: it still is inSync email ID
      Given the Druva app maps both UPN and email
      And the users were imported from Okta
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
        | Ada    | succeeds                 | succeeds        |
        | Lia    | fails with EUSERNOTFOUND | succeeds        |
      And inSync accesses user accounts using "inSync email ID"
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds

    @R05 @R13
    Example: The email was mapped to userPrincipalName: the setting is AD Attribute already
      Given the Druva app maps both UPN and email
      And the Druva app maps "user.email" to "userPrincipalName"
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
        | Ada    | succeeds                 | succeeds        |
        | Lia    | fails with EUSERNOTFOUND | succeeds        |
      And Okta User to Druva 2.0 maps:
        | Druva             | Okta       |
        | userName          | user.email |
        | userPrincipalName | user.email |
      When the Okta admin maps "user.login" to "userPrincipalName"
      And the users are imported from Okta
      And inSync backs up everyone
      Then every backup succeeds

    @R04 @F08
    Example: The setting was set back so that a shared mailbox is backed up
      Given the Druva app maps both UPN and email
      And the users were imported from Okta
      And Microsoft 365 has the shared mailbox "sales@corp.example"
      And inSync holds the shared mailbox "sales@corp.example"
      And inSync accesses user accounts using "inSync email ID"
      When inSync backs up the shared mailbox "sales@corp.example"
      Then the backup succeeds
      When inSync backs up the OneDrive of Sam
      Then the backup fails with EUSERNOTFOUND
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up the OneDrive of Sam
      Then the backup succeeds
      When inSync backs up the shared mailbox "sales@corp.example"
      Then the backup fails with EUSERNOTFOUND

    @R13 @F47
    Example: The mapping was corrected, and nothing was sent since
      Given the Druva app maps both UPN and email
      And the Druva app maps "user.email" to "userPrincipalName"
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      And the Druva app maps "user.login" to "userPrincipalName"
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
        | Ada    | succeeds                 | succeeds        |
        | Lia    | fails with EUSERNOTFOUND | succeeds        |
      When the Okta admin applies updates now
      Then the AD attribute of Sam is "sam@corp.example"
      When inSync backs up everyone
      Then every backup succeeds

    @R01
    Example: The UPNs were changed in Microsoft 365, and the logins in Okta were not
      Given the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      And the UPN of Sam was changed to "soto@corp.example"
      And the UPN of Lia was changed to "lund@corp.example"
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
        | Ada    | succeeds                 | succeeds        |
        | Lia    | fails with EUSERNOTFOUND | succeeds        |
      When the Okta admin changes the login of Sam to "soto@corp.example"
      And the Okta admin changes the login of Lia to "lund@corp.example"
      And inSync backs up everyone
      Then every backup succeeds

  @R10 @R11
  Rule: Duplicate inSync accounts after a mapping change

    Example: The mapping was changed before the email IDs
      Given the users were imported from Okta
      And the Exchange Online of Sam was backed up
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then the accounts of Sam hold 1 and 0 snapshots
      When the Okta admin maps "user.login" to "userName"
      And the Okta admin applies updates now
      And the inSync admin deletes the second account of Sam
      And the inSync admin deletes the second account of Lia
      And the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin maps "user.email" to "userName"
      And the Okta admin applies updates now
      Then nobody has more than one account
      And the Exchange Online of Sam has 1 snapshot
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
