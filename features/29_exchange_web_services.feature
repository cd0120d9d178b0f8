Feature: When Exchange Web Services are switched off

  Microsoft switches Exchange Web Services (EWS) off. Which API inSync uses for
  mail decides what stops working then.

  @F41 @A53
  Rule: With Exchange Web Services switched off, mail is backed up and not restored

    Background:
      Given Ada is in Microsoft 365
      And inSync holds Ada as "ada@corp.example"
      And the Exchange Online of Ada was backed up
      And the OneDrive of Ada was backed up
      And Microsoft 365 has EWS switched off

    Example: The backup is green on the day the restore is not
      When inSync backs up the Exchange Online of Ada
      And inSync restores the Exchange Online of Ada
      Then the backup succeeds
      And the restore fails without a code
      And Microsoft 365 said "HTTP 403 Forbidden"

    Example: Files do not need Exchange Web Services
      When inSync restores the OneDrive of Ada to a new folder
      Then the restore succeeds
