import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Java without any library: prints the logins in Okta, as JSON. */
class JavaClient {
    public static void main(String[] arguments) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(System.getenv("OKTA_CLIENT_ORGURL") + "/api/v1/users"))
                        .header("Authorization", "SSWS " + System.getenv("OKTA_CLIENT_TOKEN"))
                        .build();
        String users =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
        String logins =
                Pattern.compile("\"login\": ?(\"[^\"]*\")")
                        .matcher(users)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.joining(", "));
        System.out.println("{\"okta\": [" + logins + "]}");
    }
}
