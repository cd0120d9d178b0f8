Feature: What Okta sends

  Okta's documents end before the questions of a remap do. Each rule here is a
  statement of Okta, or an assumption about it that a test org could refute.

  @A15
  Rule: The Druva app comes with six attributes

    Example: What is mapped before anybody changes anything
      Then the Druva app has these attributes:
        | Druva       | Okta                                                   | applies on        |
        | userName    |                                                        |                   |
        | givenName   | user.firstName                                         | create and update |
        | familyName  | user.lastName                                          | create and update |
        | displayName | user.firstName + " " + user.lastName                   | create and update |
        | email       | user.email                                             | create and update |
        | emailType   | (user.email != null && user.email != '') ? 'work' : '' | create and update |

  @A13
  Rule: What a mapping cannot work out counts as nothing

    Background:
      Given Sam is in Okta
      And the Druva app maps both UPN and email
      And the users were imported from Okta

    Example: An attribute that Sam does not have adds nothing to a text
      When the Okta admin maps "user.nickName + user.email" to "userPrincipalName"
      And the users are imported from Okta
      Then the AD attribute of Sam is "sam.soto@corp.example"

    Example: An expression that fails leaves the attribute of someone new empty
      Given Lia is in Okta
      When the Okta admin maps "String.substring(user.nickName, 0, 3)" to "userPrincipalName"
      And the users are imported from Okta
      Then the AD attribute of Lia is empty
      And no Okta task waits

    Example: A userName that comes out empty stays what it was
      When the Okta admin maps "user.secondEmail" to "userName"
      And the users are imported from Okta
      Then the inSync email ID of Sam is "sam.soto@corp.example"
      And the import created 0 and updated 1 accounts

  @A12
  Rule: A value that Okta no longer has stays in inSync

    Background:
      Given Sam is in Okta
      And the Druva app maps both UPN and email
      And the users were imported from Okta

    Example: The AD attribute outlives its mapping
      When the Okta admin maps "user.nickName" to "userPrincipalName"
      And the users are imported from Okta
      Then the AD attribute of Sam is "sam@corp.example"

    Example: If the assumption is wrong: the AD attribute is cleared
      Given assumption A12 is read as "it is sent as null"
      When the Okta admin maps "user.nickName" to "userPrincipalName"
      And the users are imported from Okta
      Then the AD attribute of Sam is empty

  @F16 @A21
  Rule: A confirmed match is linked as it is

    Background:
      Given Ada is in Okta

    Example: The name in inSync stays until the next push
      Given inSync holds Ada as "ADA@CORP.EXAMPLE"
      When the inSync admin renames Ada to "A. Ames"
      And Okta imports the accounts of inSync
      Then the import into Okta found these accounts:
        | inSync email ID  | match       |
        | ADA@CORP.EXAMPLE | exact match |
      When the Okta admin confirms every match
      Then Okta sent nothing to inSync
      When the Okta admin forces a sync
      Then inSync holds these accounts:
        | person | display name | inSync email ID  |
        | Ada    | Ada Ames     | ada@corp.example |

    @F26
    Example: A preserved account is not seen
      Given Lia is in Okta
      And inSync holds Ada as "ada@corp.example"
      And inSync holds Lia as "lia@corp.example"
      When the inSync admin preserves the account of Ada
      And Okta imports the accounts of inSync
      Then the import into Okta found these accounts:
        | inSync email ID  | match       |
        | lia@corp.example | exact match |

  Rule: What is switched off is not sent, and not made up for

    @F20
    Example: Without Create Users, whoever is not found becomes a task
      Given Sam and Ada are in Okta
      And inSync holds Ada as "ada@corp.example"
      And Create Users is switched off
      When the users are imported from Okta
      Then Sam has 0 inSync accounts
      And an Okta task says "Automatic provisioning of user Sam Soto to app Druva 2.0 failed: Matching user not found"
      And the import created 0 and updated 1 accounts

    @A22
    Example: Without Update User Attributes, whoever is found keeps the name in inSync
      Given Ada is in Okta
      And inSync holds Ada as "ADA@CORP.EXAMPLE"
      And Update User Attributes is switched off
      When the users are imported from Okta
      Then the import created 0 and updated 1 accounts
      And inSync holds these accounts:
        | person | inSync email ID  | came by |
        | Ada    | ADA@CORP.EXAMPLE | Manual  |

    @F21
    Example: Without Deactivate Users, the account stays active for good
      Given Sam is in Okta
      And the users were imported from Okta
      And Deactivate Users is switched off
      When the Okta admin unassigns the Druva app from Sam
      Then Okta sent nothing to inSync
      When the Okta admin switches Deactivate Users on
      And the Okta admin forces a sync
      Then the account of Sam is active

  @F22 @A23
  Rule: A sync and an update of usernames send what differs

    Background:
      Given Sam and Ada are in Okta
      And the Druva app maps both UPN and email
      And the users were imported from Okta

    Example: A forced sync sends nothing, then the one account that changed
      When the Okta admin forces a sync
      Then Okta sent nothing to inSync
      When the Okta admin maps "user.email" to "userPrincipalName"
      And the Okta admin forces a sync
      Then the import created 0 and updated 1 accounts
      And the AD attribute of Sam is "sam.soto@corp.example"

    Example: An update of usernames that stay the same sends nothing
      When the Okta admin sets the username format to "Okta username prefix"
      And the Okta admin updates the application usernames now
      Then Okta sent nothing to inSync
