Feature: Remapping UPN and email

  Okta can send inSync two addresses for every person: the login, which is the
  Microsoft 365 UPN, and the email, which is the SMTP address. inSync files the
  second as the inSync email ID and the first as the AD attribute.

  inSync knows a person by the inSync email ID and by nothing else. Change what
  Okta sends there before changing what inSync holds, and everyone whose two
  addresses differ is unknown.

  Background:
    Given Sam and Ada are in Okta

  @R12
  Rule: The attribute that carries the UPN is userPrincipalName in the core namespace

    Example: Okta prefixes the variable name once the attribute is saved
      When the Okta admin adds this attribute to the Druva app:
        | field              | value                                      |
        | Data type          | string                                     |
        | Display Name       | UPN                                        |
        | Variable Name      | userPrincipalName                          |
        | External Name      | userPrincipalName                          |
        | External namespace | urn:ietf:params:scim:schemas:core:2.0:User |
      Then the Druva app names the attribute "druva_v2.userPrincipalName"

    @A14
    Scenario Outline: Okta refuses the attribute when its <field> is "<value>"
      When the Okta admin adds the userPrincipalName attribute with <field> "<value>"
      Then Okta refuses because of the <field>

      Examples:
        | field              | value               |
        | Variable Name      | user principal name |
        | Variable Name      | userName            |
        | Variable Name      | groups              |
        | External Name      |                     |
        | External namespace | core 2.0 User       |
        | Display Name       |                     |

  @R13
  Rule: The login goes to userPrincipalName, the email to userName by Override with mapping

    Example: What the mapping reads when it is done
      When the Okta admin maps both UPN and email
      Then Okta User to Druva 2.0 maps:
        | Druva             | Okta       |
        | userName          | user.email |
        | userPrincipalName | user.login |

    Example: The display name mapping stays as it was
      Given the users were imported from Okta
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then the display name of every account is the name in Okta

    Example: A first import with the new mapping fills both fields
      Given the Druva app maps both UPN and email
      When the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID       | AD attribute                 |
        | Sam    | sam.soto@corp.example | sam@corp.onmicrosoft.example |
        | Ada    | ada@corp.example      | ada@corp.example             |

    @F14
    Example: Saving the mapping sends nothing
      Given the users were imported from Okta
      When the Okta admin maps both UPN and email
      Then Okta sent nothing to inSync
      And the AD attribute of Sam is empty

  @R10 @A2
  Rule: Remapping accounts that were imported by UPN duplicates them

    Background:
      Given the users were imported from Okta

    Example: The old account keeps its email ID and a second one appears
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then inSync holds these accounts:
        | person | inSync email ID              | AD attribute                 |
        | Sam    | sam@corp.onmicrosoft.example |                              |
        | Ada    | ada@corp.example             | ada@corp.example             |
        | Sam    | sam.soto@corp.example        | sam@corp.onmicrosoft.example |
      And the import created 1 and updated 1 accounts

    @A7
    Example: Someone whose two addresses are equal is never duplicated
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then Ada has 1 inSync account
      And the AD attribute of Ada is "ada@corp.example"

    Example: The duplicate starts without any backup
      Given Sam is in Microsoft 365
      And the Exchange Online of Sam was backed up
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then the accounts of Sam hold 1 and 0 snapshots

  @R11
  Rule: Changing the inSync email IDs first lets the import update the same accounts

    Background:
      Given the users were imported from Okta

    Example: The same accounts gain an AD attribute
      Given every inSync email ID was changed to the Okta email
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then nobody has more than one account
      And inSync holds these accounts:
        | person | inSync email ID       | AD attribute                 |
        | Sam    | sam.soto@corp.example | sam@corp.onmicrosoft.example |
        | Ada    | ada@corp.example      | ada@corp.example             |
      And the import created 0 and updated 2 accounts

    @F11
    Example: A changed email ID asks for a password reset
      When the inSync admin changes the inSync email ID of Sam to "sam.soto@corp.example"
      Then Sam must reset the inSync password

  @R15
  Rule: A bulk change of email IDs is support's job

    Background:
      Given the users were imported from Okta

    Example: Support changes them from a file
      When support changes the inSync email IDs from this file:
        """
        inSync email ID,New inSync email ID
        sam@corp.onmicrosoft.example,sam.soto@corp.example
        """
      Then the inSync email ID of Sam is "sam.soto@corp.example"
      And the inSync email ID of Ada is "ada@corp.example"

    Scenario Outline: A file with <fault> changes nothing
      When support changes the inSync email IDs from a file with the row "<row>"
      Then the file is refused at row <number> because "<reason>"
      And the inSync email ID of Sam is "sam@corp.onmicrosoft.example"

      Examples:
        | fault                  | row                                    | number | reason                                        |
        | an unknown account     | nobody@corp.example,new@corp.example   | 3      | expected the email ID of an account           |
        | no address             | ada@corp.example,ada                   | 3      | expected an address                           |
        | an address named twice | ada@corp.example,sam.soto@corp.example | 3      | expected an email ID other than that of row 2 |
        | a missing column       | ada@corp.example                       | 3      | expected 2 values                             |
