Feature: A new hire has no account in inSync

  Okta tries once to create an account. What it could not do waits as a task in
  the Okta Admin Console, under Dashboard, Tasks, and says why. Remedy the cause
  first, then retry the task. Without a task, look whether the Druva app is
  assigned to the person.

  Background:
    Given Ada is in Microsoft 365

  Rule: The Okta task says Unauthorized

    @F01
    Example: The token expired: with a new one and a retry Ada is created and backed up
      Given Ada is in Okta
      And time advanced by 366 days
      And the users were sent from Okta in vain
      When the inSync admin creates a new token and gives it to Okta
      Then an Okta task says "Unauthorized"
      When the Okta admin retries every task
      Then no Okta task waits
      And Ada has 1 inSync account
      When inSync backs up everyone
      Then every backup succeeds

  Rule: The Okta task says that the profile has reached its maximum number of users

    @F04
    Example: The profile takes one more user: Lia is created and backed up
      Given Sam and Lia are in Microsoft 365
      And Sam, Ada and Lia are in Okta
      And the Druva app maps both UPN and email
      And inSync accesses user accounts using "AD Attribute"
      And the default profile takes 2 users
      And the users were sent from Okta in vain
      When the inSync admin lets the default profile take 3 users
      Then an Okta task says "The profile has reached its maximum number of users"
      When the Okta admin retries every task
      Then no Okta task waits
      And Lia has 1 inSync account
      When inSync backs up everyone
      Then every backup succeeds

  Rule: The Okta task says that no SCIM mapping matched

    @F59
    Example: There is no SCIM mapping: one is added, and Ada is created and backed up
      Given Ada is in Okta
      And inSync has no SCIM mapping
      And the users were sent from Okta in vain
      When the inSync admin adds a SCIM mapping that allows any user
      Then an Okta task says "None of the SCIM Mapping matched to create user"
      When the Okta admin retries every task
      Then no Okta task waits
      And Ada has 1 inSync account
      When inSync backs up everyone
      Then every backup succeeds

    @F05 @F59
    Example: No filter fits: a SCIM mapping without one is added, and Ada is created and backed up
      Given the Druva app sends the department as well
      And Ada of the department "sales" is in Okta
      And SCIM mappings take in users whose department is "Sales"
      And the users were sent from Okta in vain
      When the inSync admin adds a SCIM mapping that allows any user
      Then an Okta task says "None of the SCIM Mapping matched to create user"
      When the Okta admin retries every task
      Then no Okta task waits
      And Ada has 1 inSync account
      When inSync backs up everyone
      Then every backup succeeds

    @F60
    Example: displayName is empty: the row is mapped again, everybody is sent anew, and Ada is created and backed up
      Given Ada is in Okta
      And the Druva app maps "user.nickName" to "displayName"
      And the users were sent from Okta in vain
      When the Okta admin maps "user.firstName" to "displayName"
      Then an Okta task says "None of the SCIM Mapping matched to create user"
      When the users are imported from Okta
      And the Okta admin retries every task
      Then no Okta task waits
      And Ada has 1 inSync account
      When inSync backs up everyone
      Then every backup succeeds

  Rule: There is no Okta task

    @F02
    Example: The Druva app was not assigned: once it is, Ada is created and backed up
      Given Ada is in Okta
      When the Okta admin assigns the Druva app to Ada
      Then Ada has 1 inSync account
      And the account of Ada is active
      When inSync backs up everyone
      Then every backup succeeds
