Feature: What is assumed of Okta

  Okta's documents end before the questions of a remap do. Each rule here is a
  statement of Okta, or an assumption about it that a test org could refute.
  Whoever knows better changes one rule and sees which outcomes follow.

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
      Then the AD attribute of Sam is "sam@corp.onmicrosoft.example"

    Example: Read the other way, the AD attribute is cleared
      Given assumption A12 is read as "it is sent as null"
      When the Okta admin maps "user.nickName" to "userPrincipalName"
      And the users are imported from Okta
      Then the AD attribute of Sam is empty

  @F27
  Rule: An Okta login belongs to one person

    Example: The login of Sam in capitals is his all the same
      Given Sam is in Okta
      When the Okta admin adds Max under the login "SAM@CORP.ONMICROSOFT.EXAMPLE"
      Then Okta refuses and says "login: An object with this field already exists"

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
      Then the display name of every account is the name in Okta

    @F26
    Example: A preserved account is not seen
      Given Lia is in Okta
      And inSync holds Ada as "ada@corp.example"
      And inSync holds Lia as "lia@corp.onmicrosoft.example"
      When the inSync admin preserves the account of Ada
      And Okta imports the accounts of inSync
      Then the import into Okta found these accounts:
        | inSync email ID              | match       |
        | lia@corp.onmicrosoft.example | exact match |
