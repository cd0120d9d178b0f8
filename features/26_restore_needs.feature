Feature: What a restore needs

  A restore is asked for on a bad day: the account is preserved, the license is
  gone, half of the files are there already. What inSync heeds then, what it
  overwrites and how it reports what it could not do is assumed here.

  @F10 @A44
  Rule: A restore heeds neither preservation nor license nor profile

    Background:
      Given Ada and Lia are in Okta and in Microsoft 365
      And the Druva app maps both UPN and email
      And inSync has 2 licenses
      And the users were imported from Okta
      And the Exchange Online of Ada was backed up

    Scenario Outline: Lia receives the mail of Ada although <although>
      Given inSync has 3 licenses
      When the inSync admin <deed>
      And inSync restores the Exchange Online of Ada to Lia
      Then the restore succeeds
      And the mailbox of Lia holds a new folder with what was backed up before

      Examples:
        | although                  | deed                                             |
        | Ada is preserved          | preserves the account of Ada                     |
        | Lia is preserved          | preserves the account of Lia                     |
        | the profile leaves it out | lets the profile "Default" protect OneDrive only |

    Example: Someone without a license receives the mail of Ada
      Given inSync holds Sam as "sam.soto@corp.example"
      And Sam is in Microsoft 365
      When inSync restores the Exchange Online of Ada to Sam
      Then the account of Sam is unlicensed
      And the restore succeeds

  @A42
  Rule: A OneDrive that is not found fails a restore with the code of a backup

    Example: The inSync email ID is no UPN any more
      Given Lia is in Microsoft 365
      And inSync holds Lia as "lia@corp.example"
      And the OneDrive of Lia was backed up
      And the inSync email ID of Lia was changed to "lia.lund@corp.example"
      When inSync restores the OneDrive of Lia
      Then the restore fails with EUSERNOTFOUND

  @A1 @A43
  Rule: A mailbox restore that has nothing to present fails without a code

    Example: The restore follows the setting and there is no AD attribute
      Given assumption A1 is read as "the setting"
      And Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the Exchange Online of Ada was backed up
      And inSync accesses user accounts using "AD Attribute"
      When inSync restores the Exchange Online of Ada
      Then the restore fails without a code
      And inSync has presented nothing to Microsoft 365

  @A46
  Rule: In place, a file that has other bytes by now is overwritten

    Example: The file comes back as it was
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the OneDrive of Ada was backed up
      And the file "Plans of Ada.txt" of Ada was changed
      When inSync restores the OneDrive of Ada
      Then the restore succeeds
      And the restore wrote 1 item
      And the OneDrive of Ada holds what was backed up before

  @A45
  Rule: A restore that wrote only part has failed, and says how much it wrote

    Example: One of two files is refused
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the OneDrive of Ada was backed up
      And the OneDrive of Ada was emptied
      And the file "Plans of Ada.txt" of Ada cannot be written once
      When inSync restores the OneDrive of Ada
      Then the restore fails without a code
      And the restore wrote 1 item

  @A47 @A53
  Rule: Restored mail is mail, and no draft

    Example: An emptied mailbox is filled again
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the Exchange Online of Ada was backed up
      And the mailbox of Ada was emptied
      When inSync restores the Exchange Online of Ada
      Then no message of Ada is a draft
