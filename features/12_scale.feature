Feature: A tenant of hundreds

  The same rules for hundreds of people: some have one address, some have two,
  some are known to Okta by an alias, and some have no license. How many
  duplicates and failures there are follows from the shares.

  @R07
  Rule: The shares tell how many duplicates and failures there are

    @R10
    Example: Remapping at once duplicates everyone whose addresses differ
      Given a tenant of 500 people, seed 7, of whom:
        | share | people are                                        |
        | 50 %  | aligned: UPN and SMTP address are equal           |
        | 30 %  | split: UPN and SMTP address differ                |
        | 12 %  | aliased: split, and known to Okta by an alias     |
        | 8 %   | unlicensed: aligned, without mailbox and OneDrive |
      And the users were imported from Okta
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then inSync holds 710 accounts
      And 210 people have more than one account
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then 460 Exchange Online, 460 OneDrive backups succeed
      And 250 Exchange Online, 250 OneDrive backups fail with EUSERNOTFOUND

    @R11
    Example: In the order of the article nobody is duplicated and only the unlicensed fail
      Given a tenant of 100 people, seed 7, of whom:
        | share | people are                                        |
        | 50 %  | aligned: UPN and SMTP address are equal           |
        | 30 %  | split: UPN and SMTP address differ                |
        | 12 %  | aliased: split, and known to Okta by an alias     |
        | 8 %   | unlicensed: aligned, without mailbox and OneDrive |
      And the users were imported from Okta
      And every inSync email ID was changed to the Okta email
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then inSync holds 100 accounts
      When inSync backs up everyone
      Then 92 Exchange Online, 50 OneDrive backups succeed
      And 8 Exchange Online, 50 OneDrive backups fail with EUSERNOTFOUND
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then 92 Exchange Online, 92 OneDrive backups succeed
      And 8 Exchange Online, 8 OneDrive backups fail with EUSERNOTFOUND

  @F06 @R11
  Rule: Requests that have to wait duplicate nobody, however many they are

    Example: inSync asks Okta to wait again and again while the UPNs arrive
      Given a tenant of 50 people, seed 7, of whom:
        | share | people are                              |
        | 50 %  | aligned: UPN and SMTP address are equal |
        | 50 %  | split: UPN and SMTP address differ      |
      And the users were imported from Okta
      And every inSync email ID was changed to the Okta email
      And the Druva app maps both UPN and email
      And inSync asks Okta to wait 60 seconds, 30 times
      When the users are imported from Okta
      Then the import created 0 and updated 20 accounts
      When time advances by 60 seconds
      Then no Okta task waits
      And nobody has more than one account
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
