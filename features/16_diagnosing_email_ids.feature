Feature: Diagnosing a tenant: email IDs that nobody can be given

  The change request leaves an account out where no new email ID is right. The report says
  why by a code. Each example shows one, and then what the lab refuses.

  Rule: An email ID that two people could have is proposed for neither

    @A4
    Example: An account of Noa has the email ID that Kim needs
      Given these exports:
        """
        okta.csv
        Username,Primary email
        kim@corp.example,desk@corp.example
        desk@corp.example,noa@corp.example

        insync.csv
        User Name,User Email
        Kim Koch,kim@corp.example
        Noa Nash,desk@corp.example
        Noa Nash,noa@corp.example

        microsoft365.csv
        User principal name,Proxy addresses
        kim@corp.example,SMTP:desk@corp.example+smtp:kim@corp.example
        noa@corp.example,SMTP:noa@corp.example
        """
      When support diagnoses the tenant
      Then the problems of "kim@corp.example" are email_id_taken
      And the diagnosis says of "kim@corp.example":
        | change_email_id_to | exchange_backup_after |
        |                    | EUSERNOTFOUND         |
      When the inSync admin changes the inSync email ID of Kim to "desk@corp.example"
      Then inSync refuses and says "desk@corp.example is the email ID of another account"
      When the procedure is followed with the change request
      Then inSync holds these accounts:
        | inSync email ID   | AD attribute      |
        | desk@corp.example | kim@corp.example  |
        | kim@corp.example  |                   |
        | noa@corp.example  | desk@corp.example |
      When inSync backs up the Exchange Online of the account "kim@corp.example"
      Then the backup fails with EUSERNOTFOUND

    @R15 @A65
    Example: Lia and Eve have one email in Okta
      Given these exports:
        """
        okta.csv
        Username,Primary email
        lia@corp.example,hello@corp.example
        eve@corp.example,hello@corp.example

        insync.csv
        User Name,User Email
        Lia Lund,lia@corp.example
        Eve Ek,eve@corp.example

        microsoft365.csv
        User principal name,Proxy addresses
        lia@corp.example,SMTP:hello@corp.example+smtp:lia@corp.example
        eve@corp.example,SMTP:eve@corp.example
        """
      When support diagnoses the tenant
      Then the problems of "lia@corp.example" are duplicate_ahead, address_of_two_people
      And the change request is:
        """
        inSync email ID,New inSync email ID
        """
      When support changes the inSync email IDs from this file:
        """
        inSync email ID,New inSync email ID
        lia@corp.example,hello@corp.example
        eve@corp.example,hello@corp.example
        """
      Then the file is refused at row 3 because "expected an email ID other than that of row 2"

    @A20
    Example: An account with the email of Lia and of Eve belongs to either
      Given these exports:
        """
        okta.csv
        Username,Primary email
        lia@corp.example,hello@corp.example
        eve@corp.example,hello@corp.example

        insync.csv
        User Name,User Email
        Front desk,hello@corp.example

        microsoft365.csv
        User principal name,Proxy addresses
        lia@corp.example,SMTP:lia@corp.example
        eve@corp.example,SMTP:eve@corp.example
        """
      When support diagnoses the tenant
      Then the problems of "hello@corp.example" are ambiguous
      And the diagnosis says of "hello@corp.example":
        | okta_login | upn | change_email_id_to |
        |            |     |                    |
      When the Okta admin maps both UPN and email
      And the users are imported from Okta
      Then an Okta task says "The user ... is already linked to another assignment"
      And inSync holds 1 account

  Rule: No email ID is proposed where the Okta email is no address

    @A4
    Example: The Okta email of Sam has no at sign
      Given these exports:
        """
        okta.csv
        Username,Primary email
        sam@corp.example,sam.soto at corp.example

        insync.csv
        User Name,User Email
        Sam Soto,sam@corp.example

        microsoft365.csv
        User principal name,Proxy addresses
        sam@corp.example,SMTP:sam@corp.example
        """
      When support diagnoses the tenant
      Then the problems of "sam@corp.example" are email_is_not_primary_smtp, invalid_address
      And the diagnosis says of "sam@corp.example":
        | change_email_id_to | onedrive_backup_after |
        |                    | EUSERNOTFOUND         |
      And the lab refused "sam@corp.example" because "email: Does not match required pattern"
      When the procedure is followed with the change request
      And inSync backs up the OneDrive of Sam
      Then the backup fails with EUSERNOTFOUND
