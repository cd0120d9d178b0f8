Feature: What can be done for shared mailboxes

  Access user accounts using counts for the whole tenant. Druva supports shared
  mailboxes under inSync email ID alone, and the people with two addresses need AD
  Attribute. There are three ways out of this.

  1. Keep AD Attribute, and enter an AD/LDAP User Name for each shared mailbox.
  Druva documents it for a profile of its own, whose users log in with AD/LDAP. It
  needs an AD server in inSync. 2. Give every person one address, then the setting
  does not matter. 3. Go back to inSync email ID: then the OneDrive of everybody
  with two addresses is not backed up.

  Background:
    Given Sam and Ada are in Okta and in Microsoft 365
    And the Druva app maps both UPN and email
    And the users were imported from Okta
    And Microsoft 365 has the shared mailbox "sales@corp.example"
    And inSync accesses user accounts using "AD Attribute"

  @F53
  Rule: An AD/LDAP User Name keeps AD Attribute for everybody

    @F08 @A4
    Example: The shared mailbox fails, and is backed up once it has an AD/LDAP User Name
      Given users of the profile "Default" log in with AD/LDAP
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

  Rule: With one address for each person the setting does not matter

    @R01 @R03 @R04
    Example: The sign-in name of Sam becomes his primary address, and then the setting goes back
      Given inSync holds the shared mailbox "sales@corp.example"
      And the UPN of Sam was changed to "sam.soto@corp.example"
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

    @R07 @F08
    Example: Ada, who has one address, goes on; Sam, who has two, does not until the setting is AD Attribute again
      When the inSync admin sets Access user accounts using to "inSync email ID"
      And inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online |
        | Sam    | fails with EUSERNOTFOUND | succeeds        |
        | Ada    | succeeds                 | succeeds        |
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up everyone
      Then every backup succeeds
