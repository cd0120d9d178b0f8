Feature: What red and yellow mean

  Druva documents a few codes and the states of a job. What a job does when part
  of its work fails, and what a restore looks at, is assumed here, so that a
  green or a red job means one thing throughout this document.

  @F62
  Rule: EUAUTH means that whoever authorized inSync has to do so again, with MFA

    Example: The app is reinstalled, and the backup succeeds
      Given Ada is in Okta and in Microsoft 365
      And the users were imported from Okta
      And the Exchange Online of Ada was backed up
      When Microsoft 365 begins to require MFA
      And inSync backs up the Exchange Online of Ada
      Then the backup succeeds
      When time advances by 3600 seconds
      And inSync backs up the Exchange Online of Ada
      Then the backup fails with EUAUTH
      And Microsoft 365 said "AADSTS50076"
      When the inSync admin reinstalls the Microsoft 365 app
      And inSync backs up the Exchange Online of Ada
      Then the backup succeeds

  @A39
  Rule: Within a job nothing is asked twice, except after a refused token, once

    Scenario Outline: Microsoft 365 answers a backup with <answer>
      Given Ada is in Okta and in Microsoft 365
      And the users were imported from Okta
      And Microsoft 365 answers <status> <times>
      When inSync backs up the Exchange Online of Ada
      Then the backup <ends>

      Examples:
        | answer                   | status | times | ends                 |
        | a failure of its own     | 503    | once  | fails without a code |
        | too many requests        | 429    | once  | fails without a code |
        | a refused token          | 401    | once  | succeeds             |
        | a refused token, renewed | 401    | twice | fails without a code |

  @A40
  Rule: What cannot be read keeps the place that it had in the snapshot before

    Background:
      Given Ada is in Okta and in Microsoft 365
      And the users were imported from Okta
      And the Exchange Online of Ada was backed up
      And the OneDrive of Ada was backed up

    Example: A changed file stays as it was until it can be read
      Given the file "Plans of Ada.txt" of Ada was changed
      And the file "Plans of Ada.txt" of Ada cannot be read once
      When inSync backs up the OneDrive of Ada
      Then the backup ends with errors
      And the latest OneDrive snapshot of Ada holds what was backed up before
      When inSync backs up the OneDrive of Ada
      Then the backup succeeds
      And the backup fetched 1 item

    Example: A new message is missing until it can be read
      Given Ada received the message "Minutes"
      And the message "Minutes" of Ada cannot be read once
      When inSync backs up the Exchange Online of Ada
      Then the backup ends with errors
      And the latest Exchange Online snapshot of Ada holds what was backed up before
      When inSync backs up the Exchange Online of Ada
      Then the latest snapshot holds everything in the mailbox of Ada

  @A41
  Rule: When the first listing fails there is no new snapshot, and the old ones stay

    Example: The mailbox of Ada cannot be listed
      Given Ada is in Okta and in Microsoft 365
      And the users were imported from Okta
      And the Exchange Online of Ada was backed up
      And Microsoft 365 answers 500 once
      When inSync backs up the Exchange Online of Ada
      Then the backup fails without a code
      And the cause is "another error"
      And the Exchange Online of Ada has 1 snapshot
      And the latest Exchange Online snapshot of Ada holds what was backed up before

  @F37
  Rule: A profile decides which apps are backed up, and can be backed up as a whole

    Background:
      Given the Druva app sends the department as well
      And the profile "Mail only" protects Exchange Online only
      And users whose department is "Sales" get the profile "Mail only"
      And Sam of the department "Sales" is in Okta
      And Sam is in Microsoft 365
      And Ada is in Okta and in Microsoft 365
      And the users were imported from Okta

    @A48
    Example: The mail of Sam is backed up, and nothing of Ada
      When inSync backs up the profile "Mail only"
      Then the backups end like this:
        | person | Exchange Online |
        | Sam    | succeeds        |

    @A8
    Example: No backup of an app that the profile leaves out is started
      When inSync backs up the OneDrive of Sam
      Then no backup is started because "the profile does not protect this app"

  @F68 @A76
  Rule: Without access to Microsoft 365 nobody's jobs succeed

    Background:
      Given Ada is in Okta and in Microsoft 365
      And the users were imported from Okta

    Example: A backup is not started until an app is authorized
      Given inSync has no access to Microsoft 365
      When inSync backs up the OneDrive of Ada
      Then no backup is started because "inSync has no access to Microsoft 365"
      When the inSync admin reinstalls the Microsoft 365 app
      And inSync backs up everyone
      Then every backup succeeds

    Example: A restore fails
      Given the Exchange Online of Ada was backed up
      And inSync has no access to Microsoft 365
      When inSync restores the Exchange Online of Ada
      Then the restore fails without a code

    Example: An app that was deleted in Microsoft 365 is authorized again
      When Microsoft 365 deletes the app of inSync
      And inSync backs up the OneDrive of Ada
      Then the backup fails without a code
      And Microsoft 365 said "AADSTS700016"
      And the cause is "inSync has no access to Microsoft 365"
      When the inSync admin reinstalls the Microsoft 365 app
      And inSync backs up everyone
      Then every backup succeeds
