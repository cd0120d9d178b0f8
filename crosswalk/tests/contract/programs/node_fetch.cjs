// Node.js without any package: it prints the logins in Okta, as JSON.
fetch(`${process.env.OKTA_CLIENT_ORGURL}/api/v1/users`, {
  headers: { Authorization: `SSWS ${process.env.OKTA_CLIENT_TOKEN}` },
})
  .then((answer) => answer.json())
  .then((users) => {
    console.log(JSON.stringify({ okta: users.map((user) => user.profile.login) }));
    process.exit(0);
  })
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
