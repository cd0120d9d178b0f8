Feature: What is assumed of inSync: what becomes of users deleted over SCIM

  Druva preserves who is deleted at the identity provider, and brings back who
  is assigned again. It does not say what SCIM answers in between. A deletion is
  no deactivation: an identity provider that deleted a user looks it up, finds
  nobody, and creates it again.

  @F02 @A55
  Rule: What was deleted over SCIM is given back when it is created again

    Background:
      Given inSync holds Ada as "ada@corp.example"

    Example: The preserved account of Ada comes back
      When an identity provider deletes Ada
      And an identity provider posts this user:
        """
        {"userName": "ada@corp.example", "displayName": "Ada Ames"}
        """
      Then inSync answers 201
      And Ada has 1 inSync account
      And the account of Ada is active

    Example: Read the other way, the user is still there and in the way
      Given assumption A55 is read as "stays inactive"
      When an identity provider deletes Ada
      And an identity provider posts this user:
        """
        {"userName": "ada@corp.example", "displayName": "Ada Ames"}
        """
      Then inSync answers 409
      And the account of Ada is preserved by the identity provider
