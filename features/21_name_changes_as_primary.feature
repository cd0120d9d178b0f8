Feature: Set as primary in the Microsoft 365 admin center

  A new primary address is a matter of mail. But while the sign-in name is the
  same address, the Microsoft 365 admin center changes it too, and OneDrive is
  reached under another UPN from then on. Exchange changes the address alone.

  Background:
    Given Sam and Ada are in Okta and in Microsoft 365
    And the Druva app maps both UPN and email
    And the users were imported from Okta
    And inSync accesses user accounts using "AD Attribute"

  @F52
  Rule: The sign-in name follows while it is the primary address, and only then

    @R07
    Example: Ada, who has one address, gets another sign-in name, and her OneDrive fails
      When the Microsoft 365 admin sets "ada.moon@corp.example" as primary for Ada
      And inSync backs up the OneDrive of Ada
      Then the backup fails with EUSERNOTFOUND
      When the Okta admin changes the login of Ada to "ada.moon@corp.example"
      And inSync backs up the OneDrive of Ada
      Then the backup succeeds

    @R01 @R03
    Example: Sam, who has two, keeps the sign-in name, and mail waits for the new email in Okta
      When the Microsoft 365 admin sets "sam.moon@corp.example" as primary for Sam
      And inSync backs up the OneDrive of Sam
      Then the backup succeeds
      When inSync backs up the Exchange Online of Sam
      And inSync restores the Exchange Online of Sam
      Then the restore fails with #100000011
      When the Okta admin changes the email of Sam to "sam.moon@corp.example"
      And inSync restores the Exchange Online of Sam
      Then the restore succeeds

    @R01
    Example: Changed in Exchange, the primary address of Ada leaves her sign-in name alone
      Given the primary SMTP address of Ada was changed to "ada.moon@corp.example"
      When inSync backs up the OneDrive of Ada
      Then the backup succeeds
