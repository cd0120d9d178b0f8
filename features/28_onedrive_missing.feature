Feature: A OneDrive that is not there

  inSync shows EUSERNOTFOUND and no cause, so look in the Microsoft 365 admin
  center. Users, Active users shows the licenses of the person. Reports, Usage,
  OneDrive lists whoever has a OneDrive: who is missing there never opened it.
  "The cause is" and "Microsoft 365 said" in an example are what the simulation
  knows; of a real job, Druva Support reads it in the log.

  Background:
    Given Ada is in Okta and in Microsoft 365
    And the Druva app maps both UPN and email
    And inSync accesses user accounts using "AD Attribute"

  @F09 @F76
  Rule: A OneDrive is there once its user has opened it

    @R01
    Example: Kim is new and never opened OneDrive: her mail is backed up, and OneDrive once she opens it
      Given Kim is in Microsoft 365 without a OneDrive
      And Kim is in Okta
      And the users were imported from Okta
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Ada    | succeeds                 | succeeds        |
        | Kim    | fails with EUSERNOTFOUND | succeeds        |
      When inSync backs up the OneDrive of Kim
      Then the backup fails with EUSERNOTFOUND
      And the cause is "the user has no OneDrive"
      And Microsoft 365 said "User's mysite not found."
      When Kim opens OneDrive
      And inSync backs up everyone
      Then every backup succeeds

  Rule: Whoever will never use OneDrive gets a profile without it

    @F37
    Example: Sam has the profile Mail only: no backup of a OneDrive is started, and none fails
      Given the profile "Mail only" protects Exchange Online only
      And the Druva app sends the department as well
      And users whose department is "Sales" get the profile "Mail only"
      And Sam of the department "Sales" is in Okta
      And Sam is in Microsoft 365 without a OneDrive
      And the users were imported from Okta
      When inSync backs up everyone
      Then every backup succeeds
      When inSync backs up the OneDrive of Sam
      Then no backup is started because "the profile does not protect this app"

  Rule: Without a license a OneDrive is there for 92 days, and then no more

    @F39
    Example: Ada has had no license for 93 days: her OneDrive is backed up again with a new one
      Given the users were imported from Okta
      And the OneDrive of Ada was backed up
      And Ada lost every Microsoft 365 license
      And time advanced by 93 days
      When inSync backs up the OneDrive of Ada
      Then the backup fails without a code
      When Ada gets a Microsoft 365 license again
      And inSync backs up everyone
      Then every backup succeeds

  Rule: Without SharePoint nobody has a OneDrive

    @F42
    Example: In a tenant without SharePoint the OneDrive of Ada fails, and her mail is backed up
      Given the users were imported from Okta
      And the tenant has no SharePoint subscription
      When inSync backs up the OneDrive of Ada
      Then the backup fails with EUSERNOTFOUND
      And Microsoft 365 said "Tenant does not have a SPO license."
      When inSync backs up the Exchange Online of Ada
      Then the backup succeeds
