# Written by a translator from en.ftl; what is not here is said in English.
