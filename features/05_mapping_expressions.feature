Feature: Expressions in a mapping

  A row of a mapping takes an expression in the place of an attribute. Many tenants
  make the address of Microsoft 365 from another one in this way. Okta checks an
  expression when it is saved. What it finds for a person is seen after an import.

  Rule: An expression makes one address from another

    Background:
      Given Sam is in Okta
      And the Druva app maps both UPN and email

    Scenario Outline: <what> gives the AD attribute of Sam
      When the Okta admin maps "<expression>" to "userPrincipalName"
      And the users are imported from Okta
      Then the AD attribute of Sam is "<found>"

      Examples: Texts, with their own double quotes
        | what                            | expression                                                                           | found                        |
        | Another domain                  | String.replace(user.login, "@corp.example", "@corp.onmicrosoft.example")             | sam@corp.onmicrosoft.example |
        | The first letter and the name   | toLowerCase(substring(user.firstName, 0, 1) + "." + user.lastName) + "@corp.example" | s.soto@corp.example          |
        | The login, if it has the domain | String.stringContains(user.login, "@corp.example") ? user.login : user.email         | sam@corp.example             |

      @F92
      Examples: The profile on the left of the mapping, by another name
        | what                    | expression                                                 | found                 |
        | The email of the source | source.email                                               | sam.soto@corp.example |
        | A part of the source    | String.substringBefore(source.login, "@") + "@sam.example" | sam@sam.example       |

      @A94
      Examples: Arithmetic
        | what                       | expression                                                            | found      |
        | A login without its domain | String.substring(user.login, 0, String.len(user.login) - 13)          | sam        |
        | Half of the email          | String.substring(user.email, 0, String.len(user.email) / 2)           | sam.soto@c |
        | What is left of a division | String.substring(user.email, 0, (0 - String.len(user.email)) % 4 + 9) | sam.soto   |

      @A95
      Examples: Functions in a condition
        | what                        | expression                                                                 | found                 |
        | An array in a condition     | Arrays.contains({"Soto", "Lund"}, user.lastName) ? user.email : user.login | sam.soto@corp.example |
        | A conversion in a condition | Convert.toInt("7") > 6 ? user.email : user.login                           | sam.soto@corp.example |

      @F95
      Examples: Without Active Directory and Workday
        | what                  | expression                                                            | found            |
        | The UPN of a manager  | hasDirectoryUser() ? findDirectoryUser().managerUpn : user.login      | sam@corp.example |
        | The id of an employee | findWorkdayUser() == null ? user.login : findWorkdayUser().employeeID | sam@corp.example |

    Example: Mapped to userName, an expression gives the inSync email ID
      When the Okta admin maps "String.replace(user.email, ".soto", "")" to "userName"
      And the users are imported from Okta
      Then the inSync email ID of Sam is "sam@corp.example"

  @F93
  Rule: A mapping may ask for a group, and is not applied again when the group changes

    Background:
      Given Sam is in Okta
      And the Druva app maps both UPN and email
      And the Druva app maps "isMemberOfGroupName("Staff") ? user.login : "guest@corp.example"" to "userPrincipalName"
      And the users were imported from Okta

    Example: Sam is not in the group
      Then the AD attribute of Sam is "guest@corp.example"

    Example: Sam comes into the group, and the AD attribute stays
      When the Okta admin puts Sam into the group "Staff"
      Then the AD attribute of Sam is "guest@corp.example"

    Example: The next import applies the mapping
      When the Okta admin puts Sam into the group "Staff"
      And the users are imported from Okta
      Then the AD attribute of Sam is "sam@corp.example"

  Rule: An expression that cannot work is refused when it is saved

    Scenario Outline: <what> is refused
      When the Okta admin opens "Directory > Profile Editor > Druva 2.0 > Mappings"
      And the Okta admin opens "<mapping>"
      And the Okta admin chooses "<expression>" for "<target>"
      Then Okta refuses and says "<refusal>"

      @F92
      Examples: A profile that the mapping cannot read
        | what                            | mapping                | expression                         | target      | refusal                                                        |
        | The app user of the other side  | Okta User to Druva 2.0 | appuser.email                      | displayName | appuser can only be used in the mapping Druva 2.0 to Okta User |
        | The Okta user of the other side | Druva 2.0 to Okta User | user.email                         | firstName   | user can only be used in the mapping Okta User to Druva 2.0    |
        | A directory that is not there   | Okta User to Druva 2.0 | active_directory.userPrincipalName | displayName | this org has no Active Directory: expected one of source, user |
        | An app that is not there        | Okta User to Druva 2.0 | zendesk.firstName                  | displayName | this org has no app 'zendesk'                                  |

      @F94
      Examples: A function for tokens
        | what             | mapping                | expression                             | target      | refusal                                              |
        | A list of groups | Okta User to Druva 2.0 | Groups.startsWith("OKTA", "Staff", 10) | displayName | You can't use these functions with property mappings |

      @F95
      Examples: A manager without Active Directory
        | what                   | mapping                | expression                               | target      | refusal                                                                   |
        | The email of a manager | Okta User to Druva 2.0 | getManagerUser("active_directory").email | displayName | this org has no Active Directory: expected user.manager or user.managerId |
