Feature: Troubleshooting: the AD attribute stays empty

  The email IDs are the SMTP addresses, the setting is AD Attribute, and every
  backup of whoever was there before fails: no UPN has arrived. No console shows
  the AD attribute, so look at the mapping dialog and at the attribute in Okta.

  Background:
    Given Sam, Ada and Lia are in Okta and in Microsoft 365
    And the users were imported from Okta
    And every inSync email ID was changed to the Okta email
    And inSync accesses user accounts using "AD Attribute"

  @R05 @R07 @R13
  Rule: A row of the mapping is missing, or does not reach whoever is there

    Example: The email is mapped to userName, and nothing to userPrincipalName
      Given the Druva app maps "user.email" to "userName"
      And the users were imported from Okta
      When inSync backs up everyone
      Then 3 Exchange Online, 3 OneDrive backups fail with EUSERNOTFOUND
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      And inSync backs up everyone
      Then every backup succeeds

    @F48
    Example: The row userPrincipalName applies on create only
      Given the userPrincipalName attribute was added with Display Name "UPN"
      And the Druva app maps "user.login" to "userPrincipalName" on create only
      And the Druva app maps "user.email" to "userName"
      And the users were imported from Okta
      When inSync backs up everyone
      Then 3 Exchange Online, 3 OneDrive backups fail with EUSERNOTFOUND
      When the Okta admin maps "user.login" to "userPrincipalName"
      And the users are imported from Okta
      Then the AD attribute of Sam is "sam@corp.example"
      When inSync backs up everyone
      Then every backup succeeds

  @R05 @R07 @F47
  Rule: Both rows are right, and nothing was sent since they were saved

    Example: The mapping was saved with Do not apply updates
      Given the Druva app maps both UPN and email
      When inSync backs up everyone
      Then 3 Exchange Online, 3 OneDrive backups fail with EUSERNOTFOUND
      When the Okta admin applies updates now
      Then the AD attribute of Sam is "sam@corp.example"
      When inSync backs up everyone
      Then every backup succeeds

  @R05 @R07
  Rule: Both rows are right, and the attribute itself is not

    @F13
    Example: The attribute has no external namespace, and Okta never sends it
      Given the userPrincipalName attribute was added with External namespace ""
      And the Druva app maps "user.login" to "userPrincipalName"
      And the Druva app maps "user.email" to "userName"
      And the users were imported from Okta
      When inSync backs up everyone
      Then 3 Exchange Online, 3 OneDrive backups fail with EUSERNOTFOUND
      And the AD attribute of Sam is empty
      When the Okta admin deletes the attribute "userPrincipalName"
      And the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then the AD attribute of Sam is "sam@corp.example"
      When inSync backs up everyone
      Then every backup succeeds
