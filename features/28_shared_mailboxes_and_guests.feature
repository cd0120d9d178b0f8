Feature: Shared mailboxes, guests, and people who share a name

  Not every account of inSync belongs to a person with a license. A mailbox can
  be shared, a guest has a mailbox elsewhere, and the UPN of somebody who is gone
  can be given to somebody new.

  @F40
  Rule: A shared mailbox needs no license

    Example: It is backed up a year after somebody set it up
      Given Microsoft 365 has the shared mailbox "sales@corp.example"
      And inSync holds the shared mailbox "sales@corp.example"
      And time advanced by 365 days
      When inSync backs up the shared mailbox "sales@corp.example"
      Then the backup succeeds

  @F08 @A4
  Rule: AD Attribute does not serve shared mailboxes

    Background:
      Given Microsoft 365 has the shared mailbox "sales@corp.example"
      And inSync holds the shared mailbox "sales@corp.example"

    Example: A shared mailbox has no UPN that Okta could send
      When inSync backs up the shared mailbox "sales@corp.example"
      Then the backup succeeds
      When the inSync admin sets Access user accounts using to "AD Attribute"
      And inSync backs up the shared mailbox "sales@corp.example"
      Then the backup fails with EUSERNOTFOUND
      And inSync has presented nothing to Microsoft 365

    @R07
    Example: With inSync email ID it is backed up, and the OneDrive of Sam is not
      Given Sam is in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      When inSync backs up the OneDrive of Sam
      Then the backup succeeds
      When the inSync admin sets Access user accounts using to "inSync email ID"
      And inSync backs up the shared mailbox "sales@corp.example"
      Then the backup succeeds
      When inSync backs up the OneDrive of Sam
      Then the backup fails with EUSERNOTFOUND

  @F63
  Rule: A mailbox that is converted to a shared one keeps its mail without a license

    Background:
      Given Sam is in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And the users were imported from Okta
      And inSync accesses user accounts using "AD Attribute"
      And the Exchange Online of Sam was backed up

    Example: Converted before the license goes, it is backed up and restored
      When Microsoft 365 converts Sam to a shared mailbox
      And Sam loses every Microsoft 365 license
      And time advances by 365 days
      And inSync backs up the Exchange Online of Sam
      Then the backup succeeds
      When inSync restores the Exchange Online of Sam
      Then the restore succeeds
      And the mailbox of Sam holds what was backed up before

    @F39
    Example: The OneDrive of a converted user is not kept
      When Microsoft 365 converts Sam to a shared mailbox
      And Sam loses every Microsoft 365 license
      And time advances by 93 days
      And inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive             | Exchange Online |
        | Sam    | fails without a code | succeeds        |

    @F02 @F10
    Example: Deactivated in Okta as well, it is backed up no more
      When Microsoft 365 converts Sam to a shared mailbox
      And the Okta admin deactivates Sam
      Then the account of Sam is preserved by the identity provider
      When inSync backs up the Exchange Online of Sam
      Then no backup is started because "the account is preserved"

  @F64
  Rule: A guest has neither mailbox nor OneDrive here

    Example: Kim is a guest, and inSync holds her address
      Given Kim is a guest in Microsoft 365
      And inSync holds Kim as "kim@corp.example"
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online          |
        | Kim    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |

    @F83
    Example: Kim becomes a member, and has neither without a license
      Given Kim is a guest in Microsoft 365
      And inSync holds Kim as "kim@corp.example"
      Then Microsoft 365 lists Kim as a guest
      When the Microsoft 365 admin makes Kim a member
      Then Microsoft 365 lists Kim as a member
      When inSync backs up everyone
      Then the backups end like this:
        | person | OneDrive                 | Exchange Online          |
        | Kim    | fails with EUSERNOTFOUND | fails with EUSERNOTFOUND |

  @F17
  Rule: The UPN of somebody who was deleted opens what the next owner has

    Example: Sam is purged, and Max is added under the same UPN
      Given Sam is in Okta and in Microsoft 365
      And the users were imported from Okta
      And the Exchange Online of Sam was backed up
      When Microsoft 365 deletes Sam
      And time advances by 31 days
      And Max is added to Microsoft 365 under the UPN of Sam
      And inSync backs up the Exchange Online of Sam
      Then the backup succeeds
      And the latest snapshot of Sam holds the mail of Max
      And the first snapshot of Sam holds the mail of Sam
