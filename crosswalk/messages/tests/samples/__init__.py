"""Steps of the samples of Cucumber's compatibility kit, as pytest-bdd would have them."""
