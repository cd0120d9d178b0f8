Feature: Changing many inSync email IDs

  A few email IDs are changed by hand, one by one. If there are too many, the
  article sends the reader to Druva Support and says no more. The file that
  Support takes here is assumed.

  @R15 @A65
  Rule: A bulk change of email IDs is support's job

    Background:
      Given Sam and Ada are in Okta
      And the users were imported from Okta

    Example: Support changes them from a file
      When support changes the inSync email IDs from this file:
        """
        inSync email ID,New inSync email ID
        sam@corp.example,sam.soto@corp.example
        """
      Then the inSync email ID of Sam is "sam.soto@corp.example"
      And the inSync email ID of Ada is "ada@corp.example"

    Scenario Outline: A file with <fault> changes nothing
      When support changes the inSync email IDs from a file with the row "<row>"
      Then the file is refused at row <number> because "<reason>"
      And the inSync email ID of Sam is "sam@corp.example"

      Examples:
        | fault                  | row                                    | number | reason                                          |
        | an unknown account     | nobody@corp.example,new@corp.example   | 3      | expected the email ID of an account             |
        | no address             | ada@corp.example,ada                   | 3      | expected an address such as name@domain.example |
        | an address named twice | ada@corp.example,sam.soto@corp.example | 3      | expected an email ID other than that of row 2   |
        | a missing column       | ada@corp.example                       | 3      | expected 2 values                               |

  @R15 @F45 @A57
  Rule: A script changes no email ID

    Background:
      Given inSync holds Sam as "sam@corp.example"
      And a script has a token of the REST API

    Example: The change is refused as a whole
      When the script changes Sam to:
        """
        {"userName": "Samuel Soto", "emailID": "sam.soto@corp.example"}
        """
      Then inSync answers 400
      And inSync holds these accounts:
        | person | inSync email ID  |
        | Sam    | sam@corp.example |

    Example: If the assumption is wrong: the name is changed and the email ID is not
      Given assumption A57 is read as "ignored"
      When the script changes Sam to:
        """
        {"userName": "Samuel Soto", "emailID": "sam.soto@corp.example"}
        """
      Then inSync answers 200
      And inSync holds these accounts:
        | person | display name | inSync email ID  |
        | Sam    | Samuel Soto  | sam@corp.example |
