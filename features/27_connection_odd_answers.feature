Feature: When inSync answers with something else

  A proxy, an outage or an error in inSync can change what Okta receives. Okta
  documents what it does after a refusal. What it does with an answer that makes no
  sense is assumed here: the answer costs one job, and the next job goes on.

  @A80
  Rule: A time to wait of more than a day counts as none

    Scenario Outline: Asked to wait <asked>, Okta waits <waits>
      Given Sam is in Okta
      And inSync asks Okta to wait <asked>, once
      When the users are imported from Okta
      And time advances by <less>
      Then Sam has 0 inSync accounts
      When time advances by 1 second
      Then Sam has 1 inSync account

      Examples:
        | asked         | waits        | less          |
        | 1 day         | a day        | 86399 seconds |
        | 86401 seconds | five minutes | 299 seconds   |
        | 100 days      | five minutes | 299 seconds   |

  @A81
  Rule: An answer that cannot be used fails the job, and the task says what came

    Scenario Outline: A look-up is answered with <what>
      Given Sam is in Okta
      And inSync answers the next look-up with:
        """
        <answer>
        """
      When the users are imported from Okta
      Then an Okta task says "<reason>"
      And Sam has 0 inSync accounts
      When the Okta admin retries every task
      Then Sam has 1 inSync account
      And no Okta task waits

      Examples:
        | what                | answer                                                | reason                                         |
        | no user in the list | {"totalResults": 1, "Resources": [null]}              | The answer of the remote server cannot be used |
        | a number as id      | {"totalResults": 1, "Resources": [{"id": 7}]}         | The answer of the remote server cannot be used |
        | half a character    | {"totalResults": 1, "Resources": [{"id": "\\ud83d"}]} | Invalid JSON                                   |
        | nothing             |                                                       | No content to map due to end-of-input          |
        | a page              | <html>                                                | Unexpected character ('<' (code 60))           |
        | half an answer      | [1, 2                                                 | Invalid JSON: [1, 2                            |
        | a word              | sorry, we are closed                                  | Unrecognized token 'sorry'                     |
