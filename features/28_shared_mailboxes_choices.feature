Feature: What can be done for shared mailboxes

  Access user accounts using counts for the whole tenant. Druva supports shared
  mailboxes under inSync email ID alone, and people with two addresses need AD
  Attribute. One way is to keep AD Attribute and to enter an AD/LDAP User Name for
  each shared mailbox. Druva documents it for a profile of its own, whose users log
  in with AD/LDAP, so inSync needs an AD server. The other way is one address for
  each person: then the setting can be inSync email ID. A shared mailbox has no
  OneDrive, so its profile should protect Exchange Online only.

  Background:
    Given Ada is in Okta and in Microsoft 365
    And the Druva app maps both UPN and email
    And Microsoft 365 has the shared mailbox "sales@corp.example"
    And inSync accesses user accounts using "AD Attribute"

  @F53
  Rule: An AD/LDAP User Name keeps AD Attribute for everybody

    @F08 @A4
    Example: The shared mailbox fails, and is backed up once it has an AD/LDAP User Name
      Given Sam is in Okta and in Microsoft 365
      And the users were imported from Okta
      And users of the profile "Default" log in with AD/LDAP
      And inSync holds the shared mailbox "sales@corp.example"
      When inSync backs up the shared mailbox "sales@corp.example"
      Then the backup fails with EUSERNOTFOUND
      And inSync has presented nothing to Microsoft 365
      When the inSync admin enters "sales@corp.example" as the "AD/LDAP User Name" of the account "sales@corp.example"
      And inSync backs up the shared mailbox "sales@corp.example"
      Then the backup succeeds
      And inSync has presented "sales@corp.example" to Microsoft 365
      When inSync backs up the OneDrive of Sam
      Then the backup succeeds

  @F08 @A4
  Rule: Where every person has one address the setting can be inSync email ID

    @R04
    Example: Nobody has two addresses: the setting goes back, and everything is backed up
      Given the users were imported from Okta
      And inSync holds the shared mailbox "sales@corp.example"
      When inSync backs up the shared mailbox "sales@corp.example"
      Then the backup fails with EUSERNOTFOUND
      When the inSync admin sets Access user accounts using to "inSync email ID"
      And inSync backs up the shared mailbox "sales@corp.example"
      Then the backup succeeds
      When inSync backs up the OneDrive of Ada
      Then the backup succeeds

    @R01 @R03 @R04
    Example: Sam has two: his sign-in name becomes his primary address, and then the setting goes back
      Given Sam is in Okta and in Microsoft 365
      And the users were imported from Okta
      And inSync holds the shared mailbox "sales@corp.example"
      When inSync backs up the shared mailbox "sales@corp.example"
      Then the backup fails with EUSERNOTFOUND
      Given the UPN of Sam was changed to "sam.soto@corp.example"
      When the Okta admin changes the login of Sam to "sam.soto@corp.example"
      And the inSync admin sets Access user accounts using to "inSync email ID"
      And inSync backs up the shared mailbox "sales@corp.example"
      Then the backup succeeds
      When inSync backs up the OneDrive of Sam
      Then the backup succeeds
      When inSync backs up the Exchange Online of Sam
      And inSync restores the Exchange Online of Sam
      Then the restore succeeds

  Rule: Back under inSync email ID the people with two addresses lose their OneDrive backups

    @R07
    Example: Ada, who has one address, goes on; Sam, who has two, does not until the setting is AD Attribute again
      Given Sam is in Okta and in Microsoft 365
      And the users were imported from Okta
      When the inSync admin sets Access user accounts using to "inSync email ID"
      And inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Ada    | succeeds                 | succeeds        |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
