Feature: A deleted user is restored under another name

  While a user is deleted, somebody else can be given their UPN or one of their
  addresses. Then Microsoft 365 restores the user under another UPN, and without
  the addresses of others. inSync looks for the old name until Okta sends the new
  one.

  Rule: Microsoft 365 restores a user under another UPN

    Background:
      Given Sam is in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      And the OneDrive of Sam was backed up

    @F84
    Example: The OneDrive is backed up again once Okta sends the new UPN
      When Microsoft 365 deletes Sam
      And Microsoft 365 restores Sam under the UPN "soto@corp.example"
      And inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
      When the Okta admin changes the login of Sam to "soto@corp.example"
      And inSync backs up the OneDrive of Sam
      Then the backup succeeds
      And the OneDrive of Sam holds what was backed up before

    @F43 @F84
    Example: Max has the UPN of Sam, and with it an address
      When Microsoft 365 deletes Sam
      And Max is added to Microsoft 365 under the UPN of Sam
      And Microsoft 365 restores Sam under the UPN "soto@corp.example"
      Then Microsoft 365 refuses and says "another user is known as sam@corp.example"
      When Microsoft 365 restores Sam under the UPN "soto@corp.example" without the addresses of others
      Then the aliases of Sam are "soto@corp.example, sam.soto@corp.onmicrosoft.example"
      And the primary SMTP address of Sam is "sam.soto@corp.example"

    @F17
    Example: Until Okta sends the new UPN, the backup of Sam holds the mail of Max
      When Microsoft 365 deletes Sam
      And Max is added to Microsoft 365 under the UPN of Sam
      And Microsoft 365 restores Sam under the UPN "soto@corp.example" without the addresses of others
      And inSync backs up the Exchange Online of Sam
      Then the backup succeeds
      And the latest snapshot of Sam holds the mail of Max
      When the Okta admin changes the login of Sam to "soto@corp.example"
      And inSync backs up the Exchange Online of Sam
      Then the latest snapshot of Sam holds the mail of Sam

    @F84 @A86
    Example: Max has the SMTP address of Sam, who has the UPN in its place
      Given Max is in Microsoft 365
      When Microsoft 365 deletes Sam
      And the Microsoft 365 admin sets "sam.soto@corp.example" as primary for Max
      And Microsoft 365 restores Sam
      Then Microsoft 365 refuses and says "another user is known as sam.soto@corp.example"
      When Microsoft 365 restores Sam under the UPN "sam@corp.example" without the addresses of others
      Then the primary SMTP address of Sam is "sam@corp.example"
      And the aliases of Sam are "sam.soto@corp.onmicrosoft.example"

    Example: The directory keeps what it says of Sam
      When the Microsoft 365 admin enters these details of Sam:
        | property       | value       |
        | department     | Sales       |
        | officeLocation | Room 7      |
        | companyName    | Corp & Sons |
      And Microsoft 365 deletes Sam
      And Microsoft 365 restores Sam under the UPN "soto@corp.example"
      Then Microsoft 365 has these details of Sam:
        | property       | value       |
        | department     | Sales       |
        | officeLocation | Room 7      |
        | companyName    | Corp & Sons |
        | jobTitle       |             |
