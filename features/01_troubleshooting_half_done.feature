Feature: Troubleshooting: a procedure that was begun

  Somebody did some of the steps, or did them in another order. Each example
  begins in such a tenant and does what is left from there.

  Background:
    Given Sam, Ada and Lia are in Okta and in Microsoft 365
    And the users were imported from Okta

  @R05 @R07 @R09
  Rule: The setting was changed before Okta sent the UPN

    @R14
    Example: Nothing else was done: the setting goes back, and every backup succeeds until the rest is done
      Given inSync accesses user accounts using "AD Attribute"
      When inSync backs up everyone
      Then 3 Exchange Online, 3 OneDrive backups fail with EUSERNOTFOUND
      When the inSync admin sets Access user accounts using to "inSync email ID"
      And inSync backs up everyone
      Then every backup succeeds
      When the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin maps both UPN and email
      And the users are imported from Okta
      And the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of everyone
      Then every restore succeeds

    Example: The setting was changed before Okta sent the UPN
      Given inSync accesses user accounts using "AD Attribute"
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online          |
        | Sam    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |
        | Ada    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |
        | Lia    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |
      When the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin maps both UPN and email
      And the users are imported from Okta
      And inSync backs up everyone
      Then every backup succeeds

    Example: The email IDs were changed as well: the mapping and the import are left
      Given every inSync email ID was changed to the Okta email
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up everyone
      Then 3 Exchange Online, 3 OneDrive backups fail with EUSERNOTFOUND
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      And inSync backs up everyone
      Then every backup succeeds

  @R07 @R09
  Rule: The email IDs were changed, and OneDrive fails with EUSERNOTFOUND

    Background:
      Given every inSync email ID was changed to the Okta email

    @R11 @A78
    Example: Nothing was mapped: the mapping, the import and the setting are left
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
        | Ada    | succeeds                 | succeeds        |
        | Lia    | fails with EUSERNOTFOUND | succeeds        |
      And Sam can sign on to inSync through Okta: no
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then nobody has more than one account
      And Sam can sign on to inSync through Okta: yes
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds

    @F47
    Example: The mapping was saved and not applied: the import and the setting are left
      Given the Druva app maps both UPN and email
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
        | Ada    | succeeds                 | succeeds        |
        | Lia    | fails with EUSERNOTFOUND | succeeds        |
      When the Okta admin applies updates now
      Then the AD attribute of Sam is "sam@corp.example"
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds

    @R13
    Example: The email is in both rows, and the setting is inSync email ID
      Given the Druva app maps both UPN and email
      And the Druva app maps "user.email" to "userPrincipalName"
      And the users were imported from Okta
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
        | Ada    | succeeds                 | succeeds        |
        | Lia    | fails with EUSERNOTFOUND | succeeds        |
      When the Okta admin maps "user.login" to "userPrincipalName"
      And the users are imported from Okta
      And the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds

  @R08 @R11 @F47
  Rule: The mapping was saved before the email IDs were changed

    Example: Nothing was applied: the email IDs are changed first, and nobody is duplicated
      Given the Exchange Online of Sam was backed up
      And the Druva app maps both UPN and email
      When inSync restores the Exchange Online of Sam
      Then the restore fails with #100000011
      When the inSync admin changes every inSync email ID to the Okta email
      And the Okta admin applies updates now
      Then nobody has more than one account
      And the AD attribute of Sam is "sam@corp.example"
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
      When inSync restores the Exchange Online of everyone
      Then every restore succeeds
